package io.github.kvmtck.x86.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kvmtck.x86.asm.syntax.AssemblyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the author of a guest program is told. */
class ErrorsTest {

  private static AssemblyException error(String source, int bits) {
    return catchThrowableOfType(
        AssemblyException.class, () -> Assembler.assemble(source, 0x1000, bits));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '"',
      value = {
        // The instruction.
        "mvo ax, 1 => column 1: there is no instruction MVO; did you mean MOV?",
        "frobnicate => column 1: there is no instruction FROBNICATE",
        "xadd ax, 1 => column 1: no form of XADD takes (r16, imm); XADD takes (r/m8, r8), (r/mv,"
            + " rv)",
        "lea ax, bx => column 1: no form of LEA takes (r16, r16); LEA takes (rv, m)",
        "hlt 1 => column 1: no form of HLT takes (imm); HLT takes no operands",
        "int => column 1: no form of INT takes no operands; INT takes (imm8u)",
        "out dx, bl => column 1: no form of OUT takes (r16, r8);"
            + " OUT takes (imm8u, AL), (imm8u, eAX), (DX, AL), (DX, eAX)",
        "movsq => column 1: MOVSQ does not exist in 16-bit code",
        // Sizes.
        "inc [bx] => column 5: the size of the memory operand is open:"
            + " write byte ptr or word ptr in front of it",
        "mov [bx], 5 => column 5: the size of the memory operand is open:"
            + " write byte ptr or word ptr in front of it",
        "mov ax, byte ptr [bx] => column 1: no form of MOV takes (r16, m8);*",
        "mov byte ptr ax, 1 => column 5: ax has 16 bits, not 8",
        "mov al, [rax] => column 1: rax exists only in 64-bit code, and this is 16-bit code",
        "mov rax, 1 => column 1: rax exists only in 64-bit code, and this is 16-bit code",
        // Values.
        "mov al, 256 => column 9: 0x100 does not fit in 8 bits: -0x80 to 0xff is possible",
        "mov ax, -32769 => column 9: -0x8001 does not fit in 16 bits:"
            + " -0x8000 to 0xffff is possible",
        "out 256, al => column 5: 0x100 does not fit: 0 to 0xff is possible",
        "int -1 => column 5: -0x1 does not fit: 0 to 0xff is possible",
        "mov al, [0x12345] => column 9: the address 0x12345 does not fit in 16 bits",
        "db 1, 300 => column 7: 0x12c does not fit in 8 bits: -0x80 to 0xff is possible",
        "loop $+200 => column 6: the target is 198 bytes away, and this LOOP reaches -128 to 127",
        "jmp 0x20000 => column 5: the target 0x20000 is beyond 16 bits",
        "mov ax, 0x10000000000000000 => column 9: 0x10000000000000000 does not fit in 64 bits",
        "mov ax, 12z => column 9: 12z is not a number: write 18, 0x12, 12h or 0b10010",
        // Addresses.
        "mov ax, [ax] => column 10: ax cannot stand in a 16-bit address: bx, bp, si and di can",
        "mov ax, [bx+bp] => column 9: a 16-bit address pairs bx or bp with si or di, not bx with"
            + " bp",
        "mov ax, [bx*2] => column 10: bx*2: a 32-bit or 64-bit register times 1, 2, 4 or 8"
            + " is possible",
        "mov ax, [eax*3] => column 10: eax*3: a 32-bit or 64-bit register times 1, 2, 4 or 8"
            + " is possible",
        "mov ax, [eax+bx] => column 9: eax and bx cannot stand in one address",
        "mov ax, [eax+ecx+edx] => column 9: an address has at most two registers",
        "mov ax, [eax*2+ecx*2] => column 9: only one register of an address can be scaled",
        "mov ax, [esp*2] => column 10: esp cannot be the scaled or second register of an address",
        "mov ax, [bx-si] => column 13: si cannot be subtracted in an address",
        "mov ax, [al] => column 10: al cannot stand in an address",
        "mov ax, es:[ds:bx] => column 9: the operand names two segments",
        // Prefixes.
        "rep mov al, 1 => column 5: REP does not go with MOV (r8, imm)",
        "repne movsb => column 7: REPNE does not go with MOVSB",
        "lock mov [bx], al => column 6: LOCK does not go with MOV (m, r8)",
        "lock inc ax => column 6: LOCK does not go with INC (r16)",
        "data32 movups xmm0, xmm1 => column 8:"
            + " DATA32 does not go with MOVUPS (xmm0, xmm1) in 16-bit code",
        // Labels and directives.
        "jmp nowhere => column 5: there is no label \"nowhere\"",
        "ax: nop => column 1: ax is a register, so no label",
        "align 3 => column 1: align takes a power of two, not 3",
        "org 0 => column 1: org cannot go back: here is 0x1000 already",
        "org 0x7fffffff => column 1: the program would be larger than 16 MiB",
        "times -1 nop => column 1: times takes a count from 0 on, not -1",
        // Writing.
        "mov ax => column 1: no form of MOV takes (r16);*",
        "mov ax, => column 8: the end of the line stands where a value is needed",
        "mov ax, [bx => column 12: the end of the line stands where \"]\" is needed",
        "mov ax, bx cx => column 12: \"cx\" stands where the end of the line is needed",
        "mov ax, (1 => column 11: the end of the line stands where \")\" is needed",
        "mov ax, 'a => column 9: the string has no closing '",
        "mov ax, %1 => column 9: \"%\" has no meaning here",
        "[bx] => column 1: \"[\" stands where a label, an instruction or a directive is needed",
        "rep 5 => column 5: \"5\" stands where an instruction is needed",
        "mov ax, '' => column 9: a character value has 1 to 8 bytes",
        "mov ax, bx + 1 => column 9: bx is a register where a number is needed",
        "mov ax, 1 + bx => column 13: bx is a register where a number is needed",
      })
  void oneSentence(String source, String message) {
    AssemblyException error = error(source, 16);
    if (message.endsWith("*")) {
      assertThat(error)
          .hasMessageStartingWith("line 1, " + message.substring(0, message.length() - 1));
    } else {
      assertThat(error).hasMessage("line 1, " + message);
    }
  }

  @Test
  void highByteRegistersDoNotGoWithNewOnes() {
    assertThat(error("mov ah, r8b", 64)).hasMessageContaining("ah cannot stand beside r8b");
  }

  @Test
  void everythingThatIsWrongIsReportedInOrder() {
    AssemblyException error =
        error(
            """
            start:  mov al, 300
                    mvo ax, 1
            start:  jmp nowhere
                    mov ax, [bx
            """,
            16);
    assertThat(error.problems())
        .extracting(problem -> problem.at().line())
        .containsExactly(1, 2, 3, 3, 4);
    assertThat(error.problems().get(2))
        .hasToString("line 3, column 1: the label \"start\" is there twice");
  }

  @Test
  void aCycleOfAddressesIsFound() {
    assertThat(error("times 1 - (end - $$) nop\nend:", 16))
        .hasMessageContaining("the addresses do not settle");
  }

  @Test
  void aProgramHasOneOfThreeWidths() {
    assertThatThrownBy(() -> Assembler.assemble("nop", 0, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("8-bit code: 16, 32 or 64 is possible");
  }

  @Test
  void askingForALabelThatIsNotThereNamesThoseThatAre() {
    Program program = Assembler.assemble("a: nop\nb: nop", 0, 16);
    assertThatThrownBy(() -> program.label("c"))
        .hasMessage("there is no label \"c\"; there are [a, b]");
  }
}
