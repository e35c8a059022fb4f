package io.github.kvmtck.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.MemoryFault;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.linux.Signal;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnKvm
class LinuxKvmTest {
  private static final int KVM_EXIT_IO = 2;
  private static final int KVM_EXIT_HLT = 5;

  private final Kernel kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
  private Kernel.Process process = kernel.process();
  private Kernel.Task task = process.task("vcpu0");

  @BeforeEach
  void nothingIsHeldButTheTask() {
    assertThat(process.holdings()).isEqualTo(new Holdings(0, 0, 1));
  }

  @AfterEach
  void everythingIsGivenBack() {
    process.close();
    assertThat(process.holdings()).isEqualTo(Holdings.NONE);
    assertThat(kernel.holdings()).isEqualTo(Holdings.NONE);
    kernel.close();
  }

  @Test
  void isFoundByName() {
    assertThat(ServiceLoader.load(KernelProvider.class))
        .extracting(KernelProvider::name)
        .contains("kvm");
  }

  @Test
  void saysWhoItIs() {
    assertThat(kernel.about().name()).isEqualTo("kvm");
    assertThat(kernel.about().vendor()).startsWith("kvm_");
    assertThat(kernel.about().environment())
        .containsKeys("cpu", "hypervisor", "kernel-log", "nested", "other-vms");
  }

  /** Without a handler the next signal of a client would end the JVM. */
  @Test
  void closingAnotherOneTwiceLeavesTheHandlersOfThisOne() throws IOException {
    Kernel other = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
    other.close();
    other.close();
    String caught =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("SigCgt:"))
            .findFirst()
            .orElseThrow();
    long signals = Long.parseUnsignedLong(caught.substring("SigCgt:".length()).strip(), 16);
    assertThat(signals & Signal.set(Signals.SIGUSR1)).isNotZero();
  }

  @Test
  void hasOnlyTheProfileMainline() {
    assertThatThrownBy(() -> new LinuxKvmProvider().open(new KernelOptions("proposed", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no profile 'proposed'");
    try (Kernel patched =
        new LinuxKvmProvider().open(new KernelOptions("mainline", List.of("user-exit")))) {
      assertThat(patched.about().proposals()).containsExactly("user-exit");
    }
  }

  @Test
  void runsAGuest() {
    Guest guest = Guest.create(process, task, "e6 10 f4"); // out 0x10, al; hlt
    assertThat(task.call(guest.kvmRun())).isEqualTo(Result.ZERO);
    assertThat(guest.exitReason()).isEqualTo(KVM_EXIT_IO);
    assertThat(task.call(guest.kvmRun())).isEqualTo(Result.ZERO);
    assertThat(guest.exitReason()).isEqualTo(KVM_EXIT_HLT);
    assertThat(process.holdings()).isEqualTo(new Holdings(3, 2, 1));
  }

  @Test
  void descriptorsOfTheJvmAreNotTheClients() {
    long kvm = Guest.ok(task, new Syscall.Open("/dev/kvm", 2));
    for (int fd = 0; fd < kvm; fd++) {
      assertThat(task.call(new Syscall.Close(fd)).errno()).isEqualTo(Errno.EBADF);
      assertThat(task.call(new Syscall.Dup(fd)).errno()).isEqualTo(Errno.EBADF);
      assertThat(task.call(new Syscall.Mmap(0, 4096, 3, 1, fd, 0)).errno()).isEqualTo(Errno.EBADF);
    }
    assertThat(task.call(new Syscall.Close((int) kvm))).isEqualTo(Result.ZERO);
    assertThat(task.call(new Syscall.Close((int) kvm)).errno()).isEqualTo(Errno.EBADF);
  }

  @Test
  void anotherProcessHasOtherDescriptorsAndAddresses() {
    Guest guest = Guest.create(process, task, "f4");
    try (Kernel.Process other = kernel.process()) {
      Kernel.Task foreign = other.task("foreign");
      assertThat(foreign.call(guest.kvmRun()).errno()).isEqualTo(Errno.EBADF);
      assertThat(other.memory().get(guest.ram(), MemorySegment.ofArray(new byte[1])))
          .isEqualTo(Errno.EFAULT);
    }
  }

  @Test
  void pointersToWhatIsNotTheClientsAreEfault() {
    Guest guest = Guest.create(process, task, "f4");
    long getRegs = Registers.KVM_GET_REGS.number();
    long page = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    long end = page + 4096;
    long notMapped = page + (1L << 30);
    for (long address : List.of(0L, 1L, 0x7000_0000_0000L, -4096L, notMapped, end - 8)) {
      assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), getRegs, address)).errno())
          .as("GET_REGS to 0x%x", address)
          .isEqualTo(Errno.EFAULT);
    }
    Guest.ioctl(task, guest.vcpu(), getRegs, page);
    Guest.ok(task, new Syscall.Mprotect(page, 4096, 1));
    assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), getRegs, page)).errno())
        .isEqualTo(Errno.EFAULT);
  }

  @Test
  void kvmRunIsThereAsLongAsItIsMapped() {
    Guest guest = Guest.create(process, task, "f4");
    assertThat(task.call(new Syscall.Close(guest.vcpu()))).isEqualTo(Result.ZERO);
    assertThat(guest.exitReason()).isZero();
    assertThat(task.call(new Syscall.Munmap(guest.run(), 4096))).isEqualTo(Result.ZERO);
    assertThatThrownBy(guest::exitReason).isInstanceOf(MemoryFault.class);
    assertThat(process.memory().u8(guest.run() + 4096)).isZero();
  }

  @Test
  void guestMemoryCanGoUnderARunningVcpu() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Future<Result> running = guest.spinning();
    Kernel.Task other = process.task("other");
    Guest.ok(other, new Syscall.Munmap(guest.ram(), Guest.RAM_SIZE));
    // What follows is the host's choice: EFAULT, MMIO or an internal error, and never the JVM's
    // end.
    assertThat(running.get()).isNotNull();
    assertThat(process.memory().get(guest.ram(), MemorySegment.ofArray(new byte[1])))
        .isEqualTo(Errno.EFAULT);
  }

  @Test
  void unknownRequestsHaveTheErrnosOfTheRealThing() {
    Guest guest = Guest.create(process, task, "f4");
    long unknown = 0xAEFE;
    assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), unknown, 0)).errno())
        .isEqualTo(Errno.EINVAL);
    assertThat(task.call(new Syscall.Ioctl(guest.vm(), unknown, 0)).errno())
        .isEqualTo(Errno.ENOTTY);
    assertThat(task.call(new Syscall.Ioctl(guest.kvm(), unknown, 0)).errno())
        .isEqualTo(Errno.EINVAL);
  }

  @Test
  void aSecondTaskWaitsForTheVcpu() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Kernel.Task other = process.task("other");
    Future<Result> running = guest.spinning();
    assertThat(task.state()).isEqualTo(Kernel.Task.State.RUNNING);
    Future<Long> rip = other.begin(() -> guest.rip(other));
    Await.until(() -> other.state() == Kernel.Task.State.BLOCKED);
    assertThat(rip.isDone()).isFalse();

    task.signal(Signals.SIGUSR1);

    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
    assertThat(rip.get()).isBetween(0x1000L, 0x1004L);
    assertThat(task.state()).isEqualTo(Kernel.Task.State.IDLE);
  }

  @Test
  void aVcpuWithoutMappingOrTaskIsGivenBackToo() {
    int kvm = (int) Guest.ok(task, new Syscall.Open("/dev/kvm", 2));
    int vm = (int) Guest.ioctl(task, kvm, SystemApi.KVM_CREATE_VM.number(), 0);
    Guest.ioctl(task, vm, VcpuRun.KVM_CREATE_VCPU.number(), 0);
    assertThat(kernel.holdings().descriptors()).isEqualTo(3);
    task.close();
    assertThat(process.holdings()).isEqualTo(new Holdings(3, 0, 0));
    assertThat(kernel.holdings().tasks()).isZero();
  }
}
