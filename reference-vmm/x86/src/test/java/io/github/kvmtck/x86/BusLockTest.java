package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Operands that no word of the host holds are locked against ordinary accesses too (SDM vol. 3,
 * 10.1.2): one processor counts by plain instructions in the upper half of an operand, the other by
 * locked ones of all of it in the lower half. Neither loses anything of the other's.
 */
class BusLockTest {
  private static final int READY = 0x110000;
  private static final int DONE = 0x110040;
  private static final int COUNT = 0x110080;

  /** Of 16 bytes: R9 is where they begin. */
  private static final String SIXTEEN =
      "mov rax, [r9] / mov rdx, [r9+8] / lea rbx, [rax+1] / mov rcx, rdx / lock cmpxchg16b [r9]"
          + " / setz r8b / add r12, r8";

  /** Of 8 bytes. */
  private static final List<String> WAYS =
      List.of(
          "mov eax, 1 / lock xadd [r9], rax / inc r12",
          "lock inc qword ptr [r9] / inc r12",
          "stc / lock adc qword ptr [r9], 0 / inc r12",
          "mov rax, [r9] / lea rbx, [rax+1] / lock cmpxchg [r9], rbx / setz r8b / add r12, r8");

  /** Across a page, across a line, across two quadwords of a line. */
  private static final List<Integer> PLACES = List.of(0x100ffc, 0x10103c, 0x101044);

  static final List<Arguments> CASES =
      Stream.of(Smp.Engine.values())
          .flatMap(engine ->
              Stream.concat(
                  Stream.of(Arguments.of(engine, 8, 0x101040, SIXTEEN)),
                  PLACES.stream()
                      .flatMap(at -> WAYS.stream().map(way -> Arguments.of(engine, 4, at, way)))))
          .toList();

  @ParameterizedTest
  @FieldSource("CASES")
  void plainInstructionsLoseNothing(Smp.Engine engine, int half, int at, String way)
      throws Exception {
    count(engine, half, at, way, rounds(engine));
  }

  @ParameterizedTest
  @FieldSource("CASES")
  @Tag("proof")
  void plainInstructionsLoseNothingInALongTime(Smp.Engine engine, int half, int at, String way)
      throws Exception {
    count(engine, half, at, way, 50 * rounds(engine));
  }

  /** So many that both run side by side for a while. */
  private static int rounds(Smp.Engine engine) {
    return switch (engine) {
      case INTERPRETER -> 3000;
      case HANDLERS -> 20_000;
      case REGIONS -> 200_000;
    };
  }

  private static void count(Smp.Engine engine, int half, int at, String way, int rounds)
      throws Exception {
    try (Smp smp = new Smp(engine, List.of(plain(half, at, rounds), locked(at, way)))) {
      smp.run();
      long mask = half == 8 ? -1L : 0xffff_ffffL;
      assertThat(smp.quad(at + half) & mask).as("plain").isEqualTo(rounds);
      assertThat(smp.quad(at) & mask).as("locked").isEqualTo(smp.quad(COUNT));
    }
  }

  private static String plain(int half, int at, int rounds) {
    return """
    wait:
    cmp dword ptr [%d], 0
    je wait
    mov r12d, %d
    again:
    inc %s ptr [%d]
    dec r12d
    jnz again
    mov dword ptr [%d], 1
    hlt
    """
        .formatted(READY, rounds, half == 8 ? "qword" : "dword", at + half, DONE);
  }

  private static String locked(int at, String way) {
    return """
    mov r9d, %d
    xor r8d, r8d
    xor r12d, r12d
    mov dword ptr [%d], 1
    again:
    %s
    cmp dword ptr [%d], 0
    je again
    mov [%d], r12
    hlt
    """
        .formatted(at, READY, way.replace(" / ", "\n"), DONE, COUNT);
  }
}
