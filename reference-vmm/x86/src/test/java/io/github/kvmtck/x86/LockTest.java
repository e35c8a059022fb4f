package io.github.kvmtck.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.cpu.Access;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locked instructions are atomic between processors that share memory. */
class LockTest {
  private static final int ROUNDS = 0x7123;

  @ParameterizedTest
  @CsvSource({
    "f0 ff 07    49 75 fa f4", // lock inc word [bx]; dec cx; jnz; hlt
    "f0 fe 07    49 75 fa f4", // lock inc byte [bx]
    "66 f0 ff 07 49 75 f9 f4", // lock inc dword [bx]
    "ba 01 00 f0 0f c1 17 49 75 f6 f4" // mov dx, 1; lock xadd [bx], dx
  })
  void noUpdateIsLost(String code) throws InterruptedException {
    try (Machine shared = Machine.realMode(code)) {
      long address = 0x2000;
      List<Thread> threads =
          IntStream.range(0, 2).mapToObj(i -> new Thread(() -> count(shared, i))).toList();
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      boolean bytes = code.startsWith("f0 fe");
      int expected = bytes ? 2 * ROUNDS & 0xff : 2 * ROUNDS;
      assertThat(shared.ram.get(ValueLayout.JAVA_INT, address)).isEqualTo(expected);
    }
  }

  private static void count(Machine shared, int number) {
    try (Machine own = new SharedMachine(shared)) {
      Cpu cpu = own.cpu;
      for (int i = 0; i <= Segment.GS; i++) {
        cpu.segments.set(i, Segment.real(0));
      }
      cpu.rip = Machine.CODE;
      cpu.r[Gpr.RSP] = 0x8000 + number * 0x100L;
      cpu.r[Gpr.RBX] = 0x2000;
      cpu.r[Gpr.RCX] = ROUNDS;
      assertThat(own.run(10L * ROUNDS)).isEqualTo(Stop.HALTED);
    }
  }

  private static final class SharedMachine extends Machine {
    private final Machine memory;

    SharedMachine(Machine memory) {
      super(4096);
      this.memory = memory;
    }

    @Override
    public long host(long page, Access access) {
      return memory.host(page, access);
    }
  }
}
