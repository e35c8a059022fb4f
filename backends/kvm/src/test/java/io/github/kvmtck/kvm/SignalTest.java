package io.github.kvmtck.kvm;

import static io.github.kvmtck.kvm.Signals.SIGRTMIN;
import static io.github.kvmtck.kvm.Signals.SIGUSR1;
import static io.github.kvmtck.kvm.Signals.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.Syscall.Sigmask.How;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals and kicks on real KVM: SIG-01 to SIG-04, IMM-02. */
@OnKvm
class SignalTest {
  private static final int KVM_EXIT_INTR = 10;

  private final Kernel kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
  private final Kernel.Process process = kernel.process();
  private final Kernel.Task task = process.task("vcpu0");

  @AfterEach
  void everythingIsGivenBack() {
    process.close();
    assertThat(kernel.holdings()).isEqualTo(Holdings.NONE);
    kernel.close();
  }

  @Test
  void anUnblockedSignalEndsARun() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Future<Result> running = guest.spinning();
    task.signal(SIGUSR1);
    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
    assertThat(guest.exitReason()).isEqualTo(KVM_EXIT_INTR);
    // It was delivered: nothing is left to end the next run.
    assertThat(task.call(new Syscall.Sigpending())).isEqualTo(Result.ZERO);
  }

  @Test
  void aBlockedSignalThatTheRunMaskLetsInStaysPending() {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Guest.ok(task, new Syscall.Sigmask(How.BLOCK, set(SIGUSR1)));
    setSignalMask(guest, 0);
    task.signal(SIGUSR1);
    for (int i = 0; i < 3; i++) {
      assertThat(task.call(guest.kvmRun()).errno()).isEqualTo(Errno.EINTR);
      assertThat(guest.exitReason()).isEqualTo(KVM_EXIT_INTR);
      assertThat(task.call(new Syscall.Sigpending()).value()).isEqualTo(set(SIGUSR1));
    }
    assertThat(task.call(new Syscall.Sigtimedwait(set(SIGUSR1), 0)).value()).isEqualTo(SIGUSR1);
    assertThat(task.call(new Syscall.Sigtimedwait(set(SIGUSR1), 0)).errno())
        .isEqualTo(Errno.EAGAIN);
  }

  @Test
  void aBlockedSignalWithoutRunMaskDoesNotEndARun() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Guest.ok(task, new Syscall.Sigmask(How.BLOCK, set(SIGUSR1)));
    Future<Result> running = guest.spinning();
    task.signal(SIGUSR1);
    guest.immediateExit(1); // IMM-02: too late for this run.
    Kernel.Task other = process.task("other");
    Future<Long> rip = other.begin(() -> guest.rip(other));
    Await.until(() -> other.state() == Kernel.Task.State.BLOCKED);
    assertThat(running.isDone()).isFalse();

    task.signal(SIGRTMIN);

    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
    assertThat(rip.get()).isBetween(0x1000L, 0x1004L);
    assertThat(task.call(new Syscall.Sigpending()).value()).isEqualTo(set(SIGUSR1));
  }

  @Test
  void immediateExitWinsOverASignalAndNeitherIsConsumed() {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Guest.ok(task, new Syscall.Sigmask(How.BLOCK, set(SIGUSR1)));
    setSignalMask(guest, 0);
    task.signal(SIGUSR1);
    process.memory().u32(guest.run() + 8, 0x55);
    guest.immediateExit(1);
    assertThat(task.call(guest.kvmRun()).errno()).isEqualTo(Errno.EINTR);
    assertThat(guest.exitReason()).isEqualTo(0x55);
    assertThat(task.call(new Syscall.Sigpending()).value()).isEqualTo(set(SIGUSR1));
  }

  @Test
  void theRunMaskHasTheErrorsOfTheRealThing() {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    long request = VcpuRun.KVM_SET_SIGNAL_MASK.number();
    long page = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    process.memory().u32(page, 4);
    assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), request, page)).errno())
        .isEqualTo(Errno.EINVAL);
    process.memory().u32(page + 4092, 8);
    assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), request, page + 4092)).errno())
        .isEqualTo(Errno.EFAULT);
    assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), request, page + 8192)).errno())
        .isEqualTo(Errno.EFAULT);
    assertThat(task.call(new Syscall.Ioctl(guest.vcpu(), request, 0))).isEqualTo(Result.ZERO);
  }

  @Test
  void maskIsTheClientsOwn() {
    assertThat(task.call(new Syscall.Sigmask(How.BLOCK, set(SIGUSR1)))).isEqualTo(Result.ZERO);
    assertThat(task.call(new Syscall.Sigmask(How.SETMASK, set(SIGRTMIN))).value())
        .isEqualTo(set(SIGUSR1));
    assertThat(task.call(new Syscall.Sigmask(How.UNBLOCK, ~0L)).value()).isEqualTo(set(SIGRTMIN));
    // A task that another one starts does not inherit what that one blocks.
    task.call(new Syscall.Sigmask(How.BLOCK, ~0L));
    Kernel.Task child = task.run(() -> process.task("child"));
    assertThat(child.call(new Syscall.Sigmask(How.BLOCK, 0))).isEqualTo(Result.ZERO);
  }

  @Test
  void signalsOfTheJvmAreRefused() {
    int sigusr2 = 12;
    assertThatThrownBy(() -> task.signal(sigusr2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Signal 12 belongs to the JVM")
        .hasMessageContaining("34 to 61");
    assertThatThrownBy(() -> task.call(new Syscall.Sigmask(How.BLOCK, set(sigusr2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void survivesThousandsOfKicks() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    for (int i = 0; i < 2000; i++) {
      Future<Result> running = task.begin(guest.kvmRun());
      if (i % 3 == 0) {
        Await.until(() -> task.state() != Kernel.Task.State.IDLE);
      }
      // immediate_exit for a signal that comes before KVM_RUN, the signal for one that runs.
      guest.immediateExit(1);
      task.signal(i % 2 == 0 ? SIGUSR1 : SIGRTMIN);
      assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
      guest.immediateExit(0);
    }
  }

  private void setSignalMask(Guest guest, long set) {
    long page = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    process.memory().u32(page, 8);
    process.memory().u64(page + 4, set);
    Guest.ioctl(task, guest.vcpu(), VcpuRun.KVM_SET_SIGNAL_MASK.number(), page);
    Guest.ok(task, new Syscall.Munmap(page, 4096));
  }
}
