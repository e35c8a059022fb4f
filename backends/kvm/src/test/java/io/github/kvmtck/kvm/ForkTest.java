package io.github.kvmtck.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.SystemApi;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** fork(2) on real KVM: THR-02. */
@OnKvm
class ForkTest {
  private final Kernel kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
  private final Kernel.Process parent = kernel.process();
  private final Kernel.Task task = parent.task("vcpu0");
  private final Guest guest = Guest.create(parent, task, "e6 10 f4"); // out 0x10, al; hlt

  @AfterEach
  void nothingStaysBehind() {
    parent.close();
    assertThat(kernel.holdings()).isEqualTo(Holdings.NONE);
    assertThat(ProcessHandle.current().children()).isEmpty();
    kernel.close();
  }

  @Test
  void theChildHasTheDescriptorsAndAnotherMm() {
    long page = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    assertThat(task.call(guest.kvmRun())).isEqualTo(Result.ZERO);
    Kernel.Process child = parent.fork();
    Kernel.Task there = child.task("child");

    assertThat(there.call(guest.kvmRun()).errno()).isEqualTo(Errno.EIO);
    Syscall getRegs = new Syscall.Ioctl(guest.vcpu(), Registers.KVM_GET_REGS.number(), page);
    assertThat(there.call(getRegs).errno()).isEqualTo(Errno.EIO);
    long checkExtension = SystemApi.KVM_CHECK_EXTENSION.number();
    assertThat(there.call(new Syscall.Ioctl(guest.vm(), checkExtension, 3)).errno())
        .isEqualTo(Errno.EIO);
    assertThat(there.call(new Syscall.Ioctl(guest.kvm(), checkExtension, 3)).value()).isOne();

    // The inherited kvm_run is the parent's, and so is one mapped anew.
    assertThat(child.memory().u32(guest.run() + 8)).isEqualTo(2);
    long again = Guest.map(there, 0x1000, Guest.SHARED, guest.vcpu());
    assertThat(child.memory().u32(again + 8)).isEqualTo(2);
    assertThat(task.call(guest.kvmRun())).isEqualTo(Result.ZERO);
    assertThat(child.memory().u32(guest.run() + 8)).isEqualTo(5);
    assertThat(child.holdings()).isEqualTo(new Holdings(3, 4, 1));
  }

  @Test
  void memoryIsCopiedAsItWas() {
    long readOnly = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    parent.memory().bytes(readOnly, (byte) 1, (byte) 2);
    Guest.ok(task, new Syscall.Mprotect(readOnly, 4096, 1));
    long nothing = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    Guest.ok(task, new Syscall.Mprotect(nothing, 4096, 0));
    Kernel.Process child = parent.fork();
    parent.memory().u8(guest.ram() + 0x1000, 0x90);

    MemorySegment one = MemorySegment.ofArray(new byte[1]);
    assertThat(child.memory().u8(guest.ram() + 0x1000)).isEqualTo(0xe6);
    assertThat(child.memory().bytes(readOnly, 2)).containsExactly(1, 2);
    assertThat(child.memory().put(readOnly, one)).isEqualTo(Errno.EFAULT);
    assertThat(child.memory().get(nothing, one)).isEqualTo(Errno.EFAULT);
    child.memory().u8(guest.ram(), 7);
    assertThat(parent.memory().u8(guest.ram())).isZero();
  }

  @Test
  void theChildCanHaveItsOwnVmAndBlock() throws Exception {
    Kernel.Process child = parent.fork();
    Kernel.Task there = child.task("vcpu");
    Guest own = Guest.create(child, there, Guest.SPIN);
    Future<Result> running = own.spinning();
    there.signal(Signals.SIGUSR1);
    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
    assertThat(there.state()).isEqualTo(Kernel.Task.State.IDLE);
    there.close();
    assertThat(child.holdings().tasks()).isZero();
  }

  @Test
  void aChildInACallIsEnded() {
    Kernel.Process child = parent.fork();
    Guest own = Guest.create(child, child.task("vcpu"), Guest.SPIN);
    Future<Result> running = own.spinning();
    child.close();
    assertThatThrownBy(() -> Futures.join(running)).isInstanceOf(TaskInterrupted.class);
    assertThat(child.holdings()).isEqualTo(Holdings.NONE);
  }

  @Test
  void mistakesAreToldAsInTheParent() {
    Kernel.Process child = parent.fork();
    Kernel.Task there = child.task("child");
    assertThatThrownBy(() -> there.signal(12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to the JVM");
    assertThatThrownBy(child::fork)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("fork its parent twice");
    assertThat(there.call(new Syscall.Close(77)).errno()).isEqualTo(Errno.EBADF);
  }
}
