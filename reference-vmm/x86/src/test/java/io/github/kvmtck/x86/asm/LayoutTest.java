package io.github.kvmtck.x86.asm;

import static io.github.kvmtck.x86.asm.AssemblerTest.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where statements end up, and what labels do to the length of instructions. */
class LayoutTest {

  @ParameterizedTest
  @CsvSource({
    // The farthest that one byte reaches, and the next byte, in both directions.
    "127, eb7f, 129",
    "128, e98000, 131",
  })
  void jumpsForwardAreShortAsLongAsTheyReach(int distance, String jump, int length) {
    Program program =
        Assembler.assemble("jmp end\ntimes %d nop\nend:".formatted(distance), 0x1000, 16);
    assertThat(HexFormat.of().formatHex(program.bytes())).startsWith(jump);
    assertThat(program.bytes()).hasSize(length);
    assertThat(program.label("end")).isEqualTo(0x1000 + length);
  }

  @ParameterizedTest
  @CsvSource({"126, eb80", "127, e97eff"})
  void jumpsBackAreShortAsLongAsTheyReach(int distance, String jump) {
    assertThat(hex("start: times %d nop\njmp start".formatted(distance), 16)).endsWith("90" + jump);
  }

  @Test
  void aJumpThatGrowsPushesAnotherOutOfReach() {
    String code =
        """
        a:  jmp c
            times 125 nop
        b:  jmp d        ; grows, and so the jump to c must
        c:  times 128 nop
        d:  hlt
        """;
    assertThat(hex(code, 16)).startsWith("e98000").contains("90e98000");
  }

  @Test
  void conditionalJumpsGrowAndLoopsDoNot() {
    assertThat(hex("jz end\ntimes 200 nop\nend:", 16)).startsWith("0f84c800");
    assertThat(hex("jz end\ntimes 200 nop\nend:", 32)).startsWith("0f84c8000000");
  }

  @Test
  void aDistanceThatIsWrittenIsTaken() {
    assertThat(hex("jmp near end\nend:", 16)).isEqualTo("e90000");
    assertThat(hex("jmp short end\nend:", 16)).isEqualTo("eb00");
  }

  @Test
  void sixteenBitJumpsWrapAround() {
    assertThat(HexFormat.of().formatHex(Assembler.assemble("jmp 0xfff0", 0x10, 16).bytes()))
        .isEqualTo("ebde");
  }

  @Test
  void immediatesAndDisplacementsOfLabelsGrowToo() {
    assertThat(hex("add cx, end - $\ntimes 100 nop\nend:", 16)).startsWith("83c167");
    assertThat(hex("add cx, end - $\ntimes 200 nop\nend:", 16)).startsWith("81c1cc00");
    assertThat(hex("mov cl, [bx + end - $$]\ntimes 200 nop\nend:", 16)).startsWith("8a8fcc00");
  }

  @Test
  void labelsAreReachedFromTheInstructionPointer() {
    String code = "mov al, [rip + data]\nmov byte ptr [rel data], 1\nhlt\ndata: db 0";
    assertThat(hex(code, 64)).isEqualTo("8a0508000000" + "c6050100000001" + "f4" + "00");
    assertThat(hex("mov al, [rip + 8]", 64)).isEqualTo("8a0508000000");
  }

  @Test
  void timesFillsABootSector() {
    Program program = Assembler.assemble("jmp $\ntimes 510-($-$$) db 0\ndw 0xaa55", 0x7c00, 16);
    assertThat(program.bytes()).hasSize(512).endsWith(0x55, 0xaa);
  }

  @Test
  void alignFillsWithNopOrWhatIsWritten() {
    assertThat(hex("hlt\nalign 4\nhlt\nalign 4, 0\nalign 4", 16)).isEqualTo("f4909090f4000000");
  }

  @Test
  void linesTellWhatCameFromWhere() {
    Program program = Assembler.assemble("\nstart: in al, 0x10 ; read\n\nend:\nhlt\n", 0x1000, 16);
    assertThat(program.lines())
        .containsExactly(
            new Program.Line(2, "start: in al, 0x10 ; read", "in al, 0x10", 0x1000, 2),
            new Program.Line(5, "hlt", "hlt", 0x1002, 1));
    assertThat(program.lineAt(0x1001)).contains(program.lines().getFirst());
    assertThat(program.lineAt(0x1003)).isEmpty();
    assertThat(program.bytes(program.lines().getFirst())).containsExactly(0xe4, 0x10);
    assertThat(program.labels()).containsEntry("end", 0x1002L);
    assertThat(program.end()).isEqualTo(0x1003);
  }
}
