package io.github.kvmtck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.CoalescedIo;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Writes of guests that cause no exit: ioeventfd and coalesced MMIO, as Linux 6.18 has them. */
class IoEventFdTest {
  private static final int MATCH = Interrupts.KVM_IOEVENTFD_FLAG_DATAMATCH;
  private static final int PORT = Interrupts.KVM_IOEVENTFD_FLAG_PIO;
  private static final int REMOVE = Interrupts.KVM_IOEVENTFD_FLAG_DEASSIGN;
  private static final int RING_ENTRIES = 170;

  /** mov byte [0x10], 7; mov byte [0x10], 8; hlt. */
  private static final String STORES = "c6 06 10 00 07 c6 06 10 00 08 f4";

  private static int eventfd(Guest guest) {
    return guest.client.call(new Syscall.Eventfd(0, 0)).value().intValue();
  }

  private static Errno assign(Guest guest, int fd, long address, int length, int flags, long data) {
    return guest
        .vm
        .ioctl(
            Interrupts.KVM_IOEVENTFD,
            StructValue.of(Interrupts.IOEVENTFD)
                .with("fd", fd)
                .with("addr", address)
                .with("len", length)
                .with("flags", flags)
                .with("datamatch", data))
        .errno();
  }

  private static Errno zone(Guest guest, Request request, long address, int size, int pio) {
    return guest
        .vm
        .ioctl(
            request,
            StructValue.of(CoalescedIo.COALESCED_MMIO_ZONE)
                .with("addr", address)
                .with("size", size)
                .with("pio", pio))
        .errno();
  }

  private static long count(Guest guest, int fd) {
    try (HostMemory memory = HostMemory.map(guest.client, 4096).value()) {
      guest.client.call(new Syscall.Read(fd, memory.address(), 8)).orThrow();
      return memory.read(0, 1)[0];
    }
  }

  @Test
  void whatIsAskedIsChecked() {
    try (Guest guest = Guest.running("f4")) {
      int fd = eventfd(guest);
      int other = eventfd(guest);
      assertThat(assign(guest, fd, 0x20000, 3, 0, 0)).isEqualTo(Errno.EINVAL);
      assertThat(assign(guest, fd, -1, 4, 0, 0)).isEqualTo(Errno.EINVAL);
      assertThat(assign(guest, fd, 0x20000, 4, 32, 0)).isEqualTo(Errno.EINVAL);
      assertThat(assign(guest, fd, 0x20000, 0, MATCH, 0)).isEqualTo(Errno.EINVAL);
      assertThat(assign(guest, -1, 0x20000, 4, 0, 0)).isEqualTo(Errno.EBADF);
      assertThat(assign(guest, guest.vm.fd(), 0x20000, 4, 0, 0)).isEqualTo(Errno.EINVAL);
      assertThat(assign(guest, fd, 0x20000, 4, 0, 0)).isEqualTo(Errno.NONE);
      assertThat(assign(guest, other, 0x20000, 4, MATCH, 7)).isEqualTo(Errno.EEXIST);
      assertThat(assign(guest, other, 0x20000, 0, 0, 0)).isEqualTo(Errno.EEXIST);
      assertThat(assign(guest, other, 0x20000, 2, 0, 0)).isEqualTo(Errno.NONE);
      assertThat(assign(guest, other, 0x20000, 4, PORT, 0)).isEqualTo(Errno.NONE);
      assertThat(assign(guest, fd, 0x20000, 4, REMOVE, 0)).isEqualTo(Errno.NONE);
      assertThat(assign(guest, fd, 0x20000, 4, REMOVE, 0)).isEqualTo(Errno.ENOENT);
    }
  }

  @Test
  void aWriteSignalsWithoutAnExit() {
    try (Guest guest = Guest.running(STORES)) {
      int fd = eventfd(guest);
      assertThat(assign(guest, fd, 0x20010, 1, 0, 0)).isEqualTo(Errno.NONE);
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(count(guest, fd)).isEqualTo(2);
    }
  }

  @Test
  void otherDataExits() {
    try (Guest guest = Guest.running(STORES)) {
      int fd = eventfd(guest);
      assertThat(assign(guest, fd, 0x20010, 1, MATCH, 8)).isEqualTo(Errno.NONE);
      guest.vcpu.run();
      assertThat(guest.run.mmioData()).containsExactly(7);
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(count(guest, fd)).isOne();
    }
  }

  @Test
  void anotherLengthExits() {
    try (Guest guest = Guest.running(STORES)) {
      assertThat(assign(guest, eventfd(guest), 0x20010, 2, 0, 0)).isEqualTo(Errno.NONE);
      guest.vcpu.run();
      assertThat(guest.run.mmioData()).containsExactly(7);
    }
  }

  @Test
  void portsHaveABusOfTheirOwn() {
    // out 0x10, al; hlt
    try (Guest guest = Guest.running("e6 10 f4")) {
      int fd = eventfd(guest);
      assertThat(assign(guest, fd, 0x10, 1, PORT, 0)).isEqualTo(Errno.NONE);
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
      assertThat(count(guest, fd)).isOne();
    }
  }

  @Test
  void coalescedWritesExitWhenTheRingIsFull() {
    // mov cx, 200; again: inc al; mov [0x10], al; loop again; hlt
    try (Guest guest = Guest.running("b9 c8 00 fe c0 a2 10 00 e2 f9 f4")) {
      Request register = CoalescedIo.KVM_REGISTER_COALESCED_MMIO;
      assertThat(zone(guest, register, 0x20000, 0x20, 2)).isEqualTo(Errno.EINVAL);
      assertThat(zone(guest, register, 0x20000, 0x20, 0)).isEqualTo(Errno.NONE);
      guest.vcpu.run();
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_MMIO.number());
      assertThat(guest.run.mmioData()).containsExactly((byte) RING_ENTRIES);
    }
  }

  @Test
  void allVcpusOfAVmPutTheirWritesIntoOneRing() {
    // mov [0x10], al; hlt
    try (Guest guest = Guest.running("a2 10 00 f4")) {
      assertThat(zone(guest, CoalescedIo.KVM_REGISTER_COALESCED_MMIO, 0x20010, 1, 0))
          .isEqualTo(Errno.NONE);
      Vcpu other = guest.vm.createVcpu(1).value();
      other.setSregs(guest.vcpu.getSregs().value()).orThrow();
      other.setRegs(guest.with("rax", 1).vcpu.getRegs().value().with("rax", 2)).orThrow();
      guest.vcpu.run();
      other.run();
      assertThat(ring(guest, guest.run)).containsExactly(1, 2);
      assertThat(ring(guest, other.kvmRun())).containsExactly(1, 2);
      guest.client.memory().u32(first(other.kvmRun()), 1);
      assertThat(ring(guest, guest.run)).containsExactly(2);
    }
  }

  @Test
  void theRingIsThereAsLongAsItIsMapped() {
    try (Guest guest = Guest.running("a2 10 00 f4")) {
      zone(guest, CoalescedIo.KVM_REGISTER_COALESCED_MMIO, 0x20010, 1, 0);
      guest.with("rax", 1).vcpu.run();
      guest.client.call(new Syscall.Close(guest.vcpu.fd())).orThrow();
      guest.client.call(new Syscall.Close(guest.vm.fd())).orThrow();
      assertThat(ring(guest, guest.run)).containsExactly(1);
    }
  }

  private static long first(MappedRun run) {
    return run.address() + SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET * 4096L;
  }

  /** The first byte of each write that the client has not taken yet. */
  private static List<Integer> ring(Guest guest, MappedRun run) {
    Memory memory = guest.client.memory();
    long entries = first(run) + CoalescedIo.COALESCED_MMIO_RING.size();
    int last = memory.u32(first(run) + CoalescedIo.COALESCED_MMIO_RING.offset("last"));
    return IntStream.range(memory.u32(first(run)), last)
        .mapToObj(i -> entries + i * CoalescedIo.COALESCED_MMIO.size())
        .map(entry -> memory.u8(entry + CoalescedIo.COALESCED_MMIO.offset("data")))
        .toList();
  }
}
