package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.ExitReason;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules SLOT-01 to SLOT-14, in the kernel's order of checks. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MemslotTest {
  private static final long HVA = 0x10_0000_0000L;

  private static Errno set(Guest guest, long slot, long flags, long gpa, long size, long hva) {
    var region = new MemoryRegion((int) slot, (int) flags, gpa, size, hva);
    return guest.vm.setUserMemoryRegion(region).errno();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0x100000, 0x1000, 0x1000000000, NONE",
    "1, 0, 0x100123, 0x1000, 0x1000000000, EINVAL",
    "1, 0, 0x100000, 0x1001, 0x1000000000, EINVAL",
    "1, 0, 0x100000, 0x1000, 0x1000000001, EINVAL",
    "1, 0, 0x100000, 0x1000, 0xffff800000000000, EINVAL",
    "1, 0, 0x100000, 0x1000, 0x800000000000, EINVAL",
    "1, 4, 0x100000, 0x1000, 0x1000000000, EINVAL",
    "1, 8, 0x100000, 0x1000, 0x1000000000, EINVAL",
    "1, 0x10000, 0x100000, 0x1000, 0x1000000000, EINVAL",
    "32763, 0, 0x100000, 0x1000, 0x1000000000, NONE",
    "32764, 0, 0x100000, 0x1000, 0x1000000000, EINVAL",
    "0x10001, 0, 0x100000, 0x1000, 0x1000000000, NONE",
    "0x10001, 0, 0x0, 0x1000, 0x1000000000, NONE",
    "0x20001, 0, 0x100000, 0x1000, 0x1000000000, EINVAL",
    "1, 0, 0xfffffffffffff000, 0x2000, 0x1000000000, EINVAL",
    "1, 0, 0x10000000000000, 0x1000, 0x1000000000, EINVAL",
    "1, 0, 0x1000000000000, 0x1000, 0x1000000000, NONE",
    "1, 0, 0xf000, 0x2000, 0x1000000000, EEXIST",
    "1, 0, 0x10000, 0x1000, 0x1000000000, NONE",
    "1, 0, 0x100000, 0, 0, EINVAL"
  })
  void creation(String slot, String flags, String gpa, String size, String hva, Errno errno) {
    try (Guest guest = Guest.running("f4")) {
      long address = Long.parseUnsignedLong(hva.replace("0x", ""), hva.contains("0x") ? 16 : 10);
      long physical = Long.parseUnsignedLong(gpa.substring(2), 16);
      assertThat(
              set(
                  guest,
                  Long.decode(slot),
                  Long.decode(flags),
                  physical,
                  Long.decode(size),
                  address))
          .isEqualTo(errno);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
    }
  }

  @Test
  void changeMoveAndDeletion() {
    try (Guest guest = Guest.running("f4")) {
      assertThat(set(guest, 1, 0, 0x100000, 0x2000, HVA)).isEqualTo(Errno.NONE);
      assertThat(set(guest, 1, 0, 0x100000, 0x2000, HVA)).isEqualTo(Errno.NONE);
      assertThat(set(guest, 1, 0, 0x100000, 0x3000, HVA)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 1, 0, 0x100000, 0x1000, HVA)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 1, 0, 0x100000, 0x2000, HVA + 0x1000)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 1, 2, 0x100000, 0x2000, HVA)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 1, 1, 0x101000, 0x2000, HVA)).isEqualTo(Errno.NONE);
      assertThat(set(guest, 1, 1, 0x0, 0x2000, HVA)).isEqualTo(Errno.EEXIST);
      assertThat(set(guest, 1, 1, 1L << 52, 0x2000, HVA)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 2, 0, 0x102000, 0x1000, HVA)).isEqualTo(Errno.EEXIST);
      assertThat(set(guest, 2, 0, 0x103000, 0x1000, HVA)).isEqualTo(Errno.NONE);
      assertThat(set(guest, 1, 0, 0x123, 0, HVA)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 1, 8, 0, 0, 0)).isEqualTo(Errno.EINVAL);
      assertThat(set(guest, 1, 0, 0, 0, 0)).isEqualTo(Errno.NONE);
      assertThat(set(guest, 1, 0, 0, 0, 0)).isEqualTo(Errno.EINVAL);
    }
  }

  @Test
  void theLogTellsExactlyWhatTheGuestWrote() {
    // mov cs:[0x3000],al; mov cs:[0x5000],al; hlt; jmp start
    try (Guest guest = Guest.running("2e a2 00 30 2e a2 00 50 f4 eb f5")) {
      guest.vm.setUserMemoryRegion(MemoryRegion.of(0, 0, guest.ram).withFlags(1)).orThrow();
      for (int i = 0; i < 2; i++) {
        guest.vcpu.run();
        var dirty = guest.vm.getDirtyLog(0, 16).value();
        assertThat(dirty.stream().toArray()).containsExactly(3, 5);
      }
      assertThat(guest.vm.getDirtyLog(0, 16).value().isEmpty()).isTrue();
      assertThat(guest.vm.getDirtyLog(1, 16).errno()).isEqualTo(Errno.ENOENT);
    }
  }

  @Test
  void aSlotThatIsDeletedIsGoneForARunningGuest() throws Exception {
    // mov al,cs:[0x3000] for ever, from a slot of its own
    try (Guest guest = Guest.running("a0 00 00 eb fb")) {
      guest.vcpu.setSregs(guest.vcpu.getSregs().value().with("ds.base", 0x20000)).orThrow();
      MemoryRegion data = new MemoryRegion(1, 0, 0x20000, 0x1000, guest.ram.address() + 0x3000);
      guest.vm.setUserMemoryRegion(data).orThrow();
      for (int i = 0; i < 100; i++) {
        Future<Result> running = guest.client.task().begin(guest.vcpu::run);
        var other = guest.process.task("other");
        guest.vm.by(other).setUserMemoryRegion(data.deleted()).orThrow();
        assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(Result.ZERO);
        assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_MMIO.number());
        assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x20000);
        guest.vm.by(other).setUserMemoryRegion(data).orThrow();
        other.close();
      }
    }
  }

  @Test
  void memoryMayBeUnmappedUnderARunningGuestThousandsOfTimes() throws Exception {
    try (Guest guest = Guest.running("a0 00 00 eb fb")) {
      guest.vcpu.setSregs(guest.vcpu.getSregs().value().with("ds.base", 0x3000)).orThrow();
      var other = guest.process.task("other");
      int flags = 0x32; // MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED
      long page = guest.ram.address() + 0x3000;
      for (int i = 0; i < 300; i++) {
        Future<Result> running = guest.client.task().begin(guest.vcpu::run);
        other.call(new Syscall.Munmap(page, 0x1000));
        assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(Result.error(Errno.EFAULT));
        other.call(new Syscall.Mmap(page, 0x1000, 3, flags, -1, 0));
      }
    }
  }

  @Test
  void thousandsOfSlots() {
    try (Guest guest = Guest.running("f4")) {
      int last = 32763;
      guest.client.task().run(() -> fill(guest, last));
      assertThat(set(guest, last, 0, 0x100000L + last * 0x1000L, 0x1000, HVA))
          .isEqualTo(Errno.NONE);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
    }
  }

  private static boolean fill(Guest guest, int last) {
    for (int slot = 1; slot <= last; slot++) {
      assertThat(set(guest, slot, 0, 0x100000L + slot * 0x1000L, 0x1000, HVA))
          .isEqualTo(Errno.NONE);
    }
    return true;
  }
}
