package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Locked instructions are atomic between processors that share memory (SDM vol. 3, 10.1.2). */
class LockTest {
  /** The last 16 bytes of a page. */
  private static final long COUNTER = 0x100ff0;

  /** Each adds one to a number, somewhere from the counter on; RBX is where. */
  private static final List<String> WAYS =
      List.of(
          "lock inc byte ptr [rbx]",
          "lock inc word ptr [rbx]",
          "lock inc dword ptr [rbx]",
          "lock inc qword ptr [rbx]",
          "lock sub word ptr [rbx], -1",
          "stc / lock adc word ptr [rbx], 0",
          "mov eax, 1 / lock xadd [rbx], ax",
          "mov eax, 1 / lock xadd [rbx], rax",
          "mov rax, [rbx] / retry: / lea rdx, [rax+1] / lock cmpxchg [rbx], rdx / jne retry",
          "mov ax, [rbx] / retry: / lea edx, [rax+1] / lock cmpxchg [rbx], dx / jne retry",
          "mov eax, [rbx] / mov edx, [rbx+4] / retry: / mov r9, rbx / lea ebx, [rax+1] / mov ecx,"
              + " edx / lock cmpxchg8b [r9] / mov rbx, r9 / jne retry",
          "take: / lock bts dword ptr [0x101800], 7 / jc take / inc qword ptr [rbx]"
              + " / lock btr dword ptr [0x101800], 7",
          "take: / mov eax, 1 / xchg [0x101801], ax / test eax, eax / jne take"
              + " / inc qword ptr [rbx] / mov word ptr [0x101801], 0");

  private static final String SIXTEEN =
      "mov rax, [r9] / mov rdx, [r9+8] / retry: / lea rbx, [rax+1] / lea rcx, [rdx-1]"
          + " / lock cmpxchg16b [r9] / jne retry";

  /** Aligned, misaligned in a quadword, across two of them, across a page. */
  private static final List<Integer> PLACES = List.of(0, 1, 7, 15);

  static final List<Arguments> COUNTERS =
      Stream.of(Smp.Engine.values())
          .flatMap(e -> WAYS.stream().map(way -> Arguments.of(e, way)))
          .toList();

  @ParameterizedTest
  @FieldSource("COUNTERS")
  void noUpdateIsLost(Smp.Engine engine, String way) throws Exception {
    count(engine, way, 2, 300);
  }

  @ParameterizedTest
  @FieldSource("COUNTERS")
  @Tag("proof")
  void noUpdateOfManyIsLost(Smp.Engine engine, String way) throws Exception {
    count(engine, way, 4, 50_000);
  }

  private static void count(Smp.Engine engine, String way, int processors, int rounds)
      throws Exception {
    for (int place : PLACES) {
      try (Smp smp = of(engine, "mov rbx, " + (COUNTER + place), way, processors, rounds)) {
        smp.run();
        long mask = way.contains("byte ptr [rbx]") ? 0xff : 0xffff;
        assertThat(smp.quad(COUNTER + place) & mask)
            .as("%s at %x", way, COUNTER + place)
            .isEqualTo((long) processors * rounds & mask);
      }
    }
  }

  /** Where memory has changed since it was read, ADC begins again with the carry that it had. */
  @ParameterizedTest
  @EnumSource
  void noCarryIsLost(Smp.Engine engine) throws Exception {
    int rounds = 50_000;
    String way = "stc / lock adc dword ptr [rbx], 0";
    try (Smp smp = of(engine, "mov rbx, " + COUNTER, way, 2, rounds)) {
      smp.run();
      assertThat(smp.quad(COUNTER)).isEqualTo(2L * rounds);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noUpdateOfSixteenBytesIsLost(Smp.Engine engine) throws Exception {
    try (Smp smp = of(engine, "mov r9d, " + COUNTER, SIXTEEN, 3, 500)) {
      smp.run();
      assertThat(smp.quad(COUNTER)).isEqualTo(1500);
      assertThat(smp.quad(COUNTER + 8)).isEqualTo(-1500);
    }
  }

  private static Smp of(Smp.Engine engine, String before, String body, int processors, int rounds) {
    String text =
        before
            + "\nmov r12d, %d\nagain:\n".formatted(rounds)
            + body.replace(" / ", "\n")
            + "\ndec r12d\njnz again\nhlt\n";
    List<String> programs = new ArrayList<>();
    for (int i = 0; i < processors; i++) {
      programs.add(text);
    }
    return new Smp(engine, programs);
  }
}
