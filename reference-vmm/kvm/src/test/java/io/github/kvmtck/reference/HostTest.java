package io.github.kvmtck.reference;

import static io.github.kvmtck.reference.Guest.eintr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel.Task;
import io.github.kvmtck.api.MemoryFault;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.Userfaultfd;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bit of Linux around KVM: processes, memory that goes away, pages that are not there. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostTest {
  private static final int PROT_READ = 1;

  @Test
  void aForkedProcessMayNotUseTheVm() {
    try (Guest guest = Guest.running("f4")) {
      var child = guest.process.fork();
      Task task = child.task("child");
      Result run = task.call(new Syscall.Ioctl(guest.vcpu.fd(), 0xae80, 0));
      assertThat(run).isEqualTo(Result.error(Errno.EIO));
      assertThat(task.call(new Syscall.Ioctl(guest.vm.fd(), 0xae03, 0)))
          .isEqualTo(Result.error(Errno.EIO));
      assertThat(task.call(new Syscall.Ioctl(guest.kvm.fd(), 0xae00, 0))).isEqualTo(Result.of(12));
      guest.run.exitReason(0x1234);
      assertThat(child.memory().u32(guest.run.address() + 8)).isEqualTo(0x1234);
      child.memory().u8(guest.ram.address(), 0x99);
      assertThat(guest.ram.read(0, 1)[0]).isZero();
      child.close();
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
    }
  }

  @Test
  void unmappedMemoryIsEfaultAndNothingChanges() {
    try (Guest guest = Guest.running("f4")) {
      Task task = guest.client.task();
      assertThat(task.call(new Syscall.Ioctl(guest.vcpu.fd(), 0x8090ae81L, 1)))
          .isEqualTo(Result.error(Errno.EFAULT));
      assertThatThrownBy(() -> guest.process.memory().u32(16)).isInstanceOf(MemoryFault.class);
    }
  }

  @Test
  void guestMemoryThatIsUnmappedEndsInEfaultWithAMemoryFault() throws Exception {
    // mov al,[0x3000] with a CS override; spin
    try (Guest guest = Guest.running("2e a0 00 30 eb fa")) {
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      Task other = guest.process.task("other");
      while (guest.client.task().state() != Task.State.RUNNING) {
        Thread.onSpinWait();
      }
      other.call(new Syscall.Munmap(guest.ram.address() + 0x3000, 0x1000));
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(Result.error(Errno.EFAULT));
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_MEMORY_FAULT.number());
      assertThat(guest.run.get("memory_fault.gpa")).isEqualTo(0x3000);
      assertThat(guest.run.get("memory_fault.size")).isEqualTo(0x1000);
    }
  }

  @Test
  void aWriteToMemoryThatIsOnlyReadableIsEfault() {
    try (Guest guest = Guest.running("2e a0 00 30 2e a2 00 30 f4")) {
      guest
          .client
          .call(new Syscall.Mprotect(guest.ram.address() + 0x3000, 0x1000, PROT_READ))
          .orThrow();
      assertThat(guest.vcpu.run()).isEqualTo(Result.error(Errno.EFAULT));
      assertThat(guest.reg("rip")).isEqualTo(0x1004);
    }
  }

  @Test
  void memoryThatGoesBetweenExitAndCompletionIsNotTouched() {
    // rep movsb from a device to 0x3000: the second unit completes after the page has gone.
    try (Guest guest = Guest.running("f3 a4 f4").with("rcx", 2).with("rdi", 0x3000)) {
      guest.vcpu.run();
      guest.run.mmioData((byte) 'a');
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      guest.run.mmioData((byte) 'b');
      guest.client.call(new Syscall.Munmap(guest.ram.address() + 0x3000, 0x1000)).orThrow();
      assertThat(guest.imm()).isEqualTo(Result.ZERO);
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_MMIO.number());
      assertThat(guest.run.get("mmio.is_write")).isEqualTo(1);
      assertThat(guest.run.get("mmio.phys_addr")).isEqualTo(0x3001);
      assertThat(guest.run.mmioData()[0]).isEqualTo((byte) 'b');
      assertThat(guest.imm()).isEqualTo(eintr());
      assertThat(guest.reg("rcx")).isZero();
    }
  }

  @Test
  void aSignalEndsARunThatWaitsForAPage() throws Exception {
    try (Guest guest = Guest.running("2e a0 00 30 f4")) {
      HostMemory pages = HostMemory.map(guest.client, 0x10000).value();
      guest.vm.setUserMemoryRegion(MemoryRegion.of(1, 0x10000, pages)).orThrow();
      long uffd = guest.client.call(new Syscall.Userfaultfd(0)).value();
      ioctl(guest, uffd, StructValue.of(Userfaultfd.API).with("api", 0xaa), 0xc018aa3fL);
      ioctl(
          guest,
          uffd,
          StructValue.of(Userfaultfd.REGISTER)
              .with("range.start", pages.address())
              .with("range.len", pages.size())
              .with("mode", 1),
          0xc020aa00L);
      guest
          .vcpu
          .setSregs(guest.vcpu.getSregs().value().with("cs.base", 0).with("ds.base", 0x10000))
          .orThrow();
      guest.ram.write(0x1000, (byte) 0xa0, (byte) 0, (byte) 0x30, (byte) 0xf4);
      Future<Result> running = guest.client.task().begin(guest.vcpu::run);
      while (guest.client.task().state() != Task.State.BLOCKED) {
        Thread.onSpinWait();
      }
      guest.client.task().signal(Guest.SIGUSR1);
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
      assertThat(guest.run.exitReason()).isEqualTo(ExitReason.KVM_EXIT_INTR.number());
      assertThat(guest.reg("rip")).isEqualTo(0x1000);
      guest.ram.write(0x4000, (byte) 0x5a);
      ioctl(
          guest,
          uffd,
          StructValue.of(Userfaultfd.COPY)
              .with("dst", pages.address() + 0x3000)
              .with("src", guest.ram.address() + 0x4000)
              .with("len", 0x1000),
          0xc028aa03L);
      assertThat(guest.vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(guest.reg("rax") & 0xff).isEqualTo(0x5a);
    }
  }

  private static void ioctl(Guest guest, long fd, StructValue argument, long request) {
    try (HostMemory memory = HostMemory.map(guest.client, 4096).value()) {
      memory.write(0, argument.bytes());
      guest.client.call(new Syscall.Ioctl((int) fd, request, memory.address())).orThrow();
    }
  }

  @Test
  void aProcessThatIsClosedHoldsNothingAndEndsItsCalls() throws Exception {
    Guest guest = Guest.running(Guest.SPIN);
    Future<Result> running = guest.client.task().begin(guest.vcpu::run);
    guest.awaitSpinning();
    guest.process.close();
    assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
    assertThat(guest.process.holdings()).isEqualTo(Holdings.NONE);
    guest.close();
  }

  @Test
  void aTaskThatIsClosedLeavesKvmRunAndCanDoNoMore() throws Exception {
    try (Guest guest = Guest.running(Guest.SPIN)) {
      Task other = guest.process.task("other");
      Future<Result> running = other.begin(() -> guest.vcpu.by(other).run());
      guest.awaitSpinning();
      other.close();
      assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(eintr());
      assertThatThrownBy(() -> other.call(new Syscall.Sigpending()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task other has ended");
      assertThat(guest.process.holdings().tasks()).isEqualTo(1);
    }
  }

  @Test
  void whatAClientClosesIsGone() {
    try (Guest guest = Guest.running("f4")) {
      guest.vcpu.run();
      guest.vcpu.close();
      guest.vm.close();
      guest.kvm.close();
      guest.ram.close();
      guest.client.close();
      assertThat(guest.process.holdings()).isEqualTo(new Holdings(0, 0, 1));
    }
  }
}
