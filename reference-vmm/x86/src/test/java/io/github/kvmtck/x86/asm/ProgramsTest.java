package io.github.kvmtck.x86.asm;

import static io.github.kvmtck.x86.asm.AssemblerTest.hex;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guest programs whose bytes are known from probes of real KVM, and longer ones. */
class ProgramsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      value = {
        "16 => in al, 0x10 / nop / nop / hlt => e4109090f4",
        "16 => out 0x10, al / out 0x11, al / hlt => e610e611f4",
        "16 => rep insb / nop / hlt => f36c90f4",
        "16 => mov ax, [0xfff] / nop / hlt => a1ff0f90f4",
        "16 => add byte ptr [0], 1 / nop / hlt => 800600000190f4",
        "64 => lock cmpxchg [0x200000], ecx => f00fb10c2500002000",
        "16 => in eax, dx => 66ed",
        "16 => out 0x7e, al / nop / hlt => e67e90f4",
        "16 => rep outsb => f36e",
        "16 => mov [0], al / nop / hlt => a2000090f4",
        "16 => mov [0xffe], eax => 66a3fe0f",
        "16 => movdqu xmm0, [0] => f30f6f060000",
        "16 => movdqu [0], xmm0 => f30f7f060000",
        "16 => rep movsb => f3a4",
        "16 => mov ecx, 0x12345678 / rdmsr => 66b9785634120f32",
        "16 => wrmsr => 0f30",
        "16 => vmcall => 0f01c1",
        "16 => vmmcall => 0f01d9",
        "16 => jmp $ => ebfe",
      })
  void probes(int bits, String program, String bytes) {
    assertThat(hex(program.replace(" / ", "\n"), bits)).isEqualTo(bytes);
  }

  @Test
  void aProgramWithDataAndAnInterruptHandler() {
    String code =
        """
        start:  cli
                xor ax, ax
                mov es, ax
                mov word ptr es:[2*4], handler
                mov word ptr es:[2*4+2], ax
                mov si, text
        next:   lodsb
                test al, al
                jz done
                mov dx, 0x3f8
                out dx, al
                jmp next
        done:   hlt
        handler:
                inc byte ptr [count]
                iret
        text:   db 'hello', 10, 0
        count:  db 0
        """;
    assertThat(hex(code, 16))
        .isEqualTo(
            "fa31c08ec0"
                + "26c70608001f10"
                + "26a30a00"
                + "be2410"
                + "ac84c07406"
                + "baf803ee"
                + "ebf5"
                + "f4"
                + "fe062b10cf"
                + "68656c6c6f0a00"
                + "00");
  }

  @Test
  void aProgramInSixtyFourBitMode() {
    String code =
        """
                mov  rdi, 0x200000
                lea  rsi, [rip + table]
                mov  ecx, table_end - table >> 3
        again:  mov  rax, [rsi + rcx*8 - 8]
                mov  [rdi + rcx*8 - 8], rax
                loop again
                hlt
                align 8
        table:  dq 1, 2, -1
        table_end:
        """;
    assertThat(hex(code, 64))
        .isEqualTo(
            "48c7c700002000"
                + "488d3512000000"
                + "b903000000"
                + "488b44cef8"
                + "488944cff8"
                + "e2f4"
                + "f4"
                + "0100000000000000"
                + "0200000000000000"
                + "ffffffffffffffff");
  }
}
