package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Memslots;
import java.util.HexFormat;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Memory that goes away, moves or is patched under a guest that has run for so long that its code
 * was compiled. Compiled code holds host addresses: a stale one would end this process.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompiledGuestTest {
  /** Counts in RAM for ever: 0: inc dword [cs:0x3000]; jmp 0. */
  private static final String COUNTS = "2e 66 ff 06 00 30 eb f8";

  private static final long COUNTER = 0x3000;

  /** Rounds of the loop in which it is compiled, if compiling does not take longer than usual. */
  private static final int HOT = 300_000;

  private final Guest guest = Guest.running(COUNTS);
  private final Kernel.Task other = guest.process.task("other");
  private final AtomicBoolean over = new AtomicBoolean();

  private static int count(HostMemory ram) {
    return ram.client().memory().u32(ram.address() + COUNTER);
  }

  private static void awaitMore(HostMemory ram, int rounds) {
    int from = count(ram);
    while (count(ram) - from < rounds) {
      Thread.onSpinWait();
    }
  }

  private HostMemory another() {
    HostMemory ram = HostMemory.map(guest.client.by(other), Guest.RAM).value();
    ram.write(Guest.CODE, HexFormat.of().parseHex(COUNTS.replace(" ", "")));
    return ram;
  }

  /** Runs the guest again and again until the end. */
  private Future<Result> runs() {
    return guest
        .client
        .task()
        .begin(() -> {
          Result last = Result.ZERO;
          while (!over.get()) {
            last = guest.vcpu.run();
          }
          return last;
        });
  }

  @Test
  void aSlotIsDeletedAndAnotherComes() {
    try (guest) {
      HostMemory[] rams = {guest.ram, another()};
      Future<Result> runs = runs();
      Vm vm = guest.vm.by(other);
      for (int i = 0; i < 4; i++) {
        HostMemory old = rams[i & 1];
        HostMemory next = rams[i + 1 & 1];
        awaitMore(old, HOT);
        vm.setUserMemoryRegion(MemoryRegion.of(0, 0, old).deleted()).orThrow();
        int last = count(old);
        vm.setUserMemoryRegion(MemoryRegion.of(0, 0, next)).orThrow();
        awaitMore(next, 1000);
        assertThat(count(old)).as("writes to a slot that is gone").isEqualTo(last);
      }
      over.set(true);
      vm.setUserMemoryRegion(MemoryRegion.of(0, 0, rams[0]).deleted()).orThrow();
      Futures.join(runs);
    }
  }

  @Test
  void aSlotMovesAway() {
    try (guest) {
      Future<Result> runs = runs();
      awaitMore(guest.ram, HOT);
      over.set(true);
      MemoryRegion moved = MemoryRegion.of(0, 0, guest.ram).withGuestPhysAddr(0x10_0000);
      guest.vm.by(other).setUserMemoryRegion(moved).orThrow();
      int last = count(guest.ram);
      Futures.join(runs);
      assertThat(count(guest.ram)).isEqualTo(last);
    }
  }

  @Test
  void memoryIsUnmappedUnderASlot() {
    try (guest) {
      Future<Result> runs = runs();
      awaitMore(guest.ram, HOT);
      over.set(true);
      guest.client.by(other).call(new Syscall.Munmap(guest.ram.address(), Guest.RAM)).orThrow();
      assertThat(Futures.join(runs)).isEqualTo(Result.error(Errno.EFAULT));
    }
  }

  /** A log that is cleared protects the page again, also from code that just wrote it. */
  @Test
  void everyClearedLogIsWrittenAgain() {
    try (guest) {
      Vm vm = guest.vm.by(other);
      MemoryRegion logged =
          MemoryRegion.of(0, 0, guest.ram).withFlags(Memslots.KVM_MEM_LOG_DIRTY_PAGES);
      vm.setUserMemoryRegion(logged).orThrow();
      Future<Result> runs = runs();
      awaitMore(guest.ram, HOT);
      for (int i = 0; i < 10; i++) {
        vm.getDirtyLog(0, 16).orThrow();
        awaitMore(guest.ram, 10);
        assertThat(vm.getDirtyLog(0, 16).value().stream().toArray()).containsExactly(3);
        awaitMore(guest.ram, 10);
      }
      over.set(true);
      vm.setUserMemoryRegion(logged.deleted()).orThrow();
      Futures.join(runs);
    }
  }

  /** The client writes into the loop: the guest leaves it, and halts. */
  @Test
  void theClientPatchesTheLoop() {
    try (guest) {
      Future<Result> runs = guest.client.task().begin(guest.vcpu::run);
      awaitMore(guest.ram, HOT);
      guest.client.memory().u8(guest.ram.address() + Guest.CODE, 0xf4);
      assertThat(Futures.join(runs)).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReasonName()).isEqualTo("KVM_EXIT_HLT");
    }
  }
}
