package io.github.kvmtck.kvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Futures;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.Syscall.Sigmask.How;
import io.github.kvmtck.api.TaskInterrupted;
import io.github.kvmtck.api.uapi.Userfaultfd;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process can be ended wherever its tasks are, and nothing stays behind. */
@OnKvm
class EndTest {
  private final Kernel kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
  private final Kernel.Process process = kernel.process();
  private final Kernel.Task task = process.task("vcpu0");

  @AfterEach
  void nothingStaysBehind() {
    process.close();
    assertThat(kernel.holdings()).isEqualTo(Holdings.NONE);
    kernel.close();
  }

  @Test
  void aTaskInKvmRun() throws Exception {
    Future<Result> running = Guest.create(process, task, Guest.SPIN).spinning();
    process.close();
    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
  }

  @Test
  void aTaskInKvmRunThatBlocksEverySignal() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Guest.ok(task, new Syscall.Sigmask(How.BLOCK, ~0L));
    long page = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    process.memory().u32(page, 8);
    process.memory().u64(page + 4, ~0L);
    Guest.ioctl(task, guest.vcpu(), VcpuRun.KVM_SET_SIGNAL_MASK.number(), page);
    Future<Result> running = guest.spinning();
    task.signal(Signals.SIGUSR1);
    process.close();
    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
  }

  @Test
  void aTaskThatWaitsForTheVcpuOfAnother() {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Kernel.Task waiting = process.task("a waiting one");
    assertThat(guest.spinning()).isNotDone();
    Future<Result> second = waiting.begin(guest.kvmRun());
    Await.until(() -> waiting.state() == Kernel.Task.State.BLOCKED);
    process.close();
    assertThat(second.isDone()).isTrue();
  }

  @Test
  void aTaskThatWaitsForAnEvent() throws Exception {
    long event = Guest.ok(task, new Syscall.Eventfd(0, 0));
    long page = Guest.map(task, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    Future<Result> reading = task.begin(new Syscall.Read((int) event, page, 8));
    Await.until(() -> task.state() == Kernel.Task.State.BLOCKED);
    process.close();
    assertThat(reading.get().errno()).isEqualTo(Errno.EINTR);
  }

  @Test
  void aTaskThatWaitsForAPageOfGuestMemory() {
    Guest guest = Guest.create(process, task, "a1 00 30 f4"); // mov ax, [0x3000]; hlt
    Kernel.Task handler = process.task("handler");
    int uffd = (int) Guest.ok(handler, new Syscall.Userfaultfd(0));
    long page = Guest.map(handler, 4096, Guest.PRIVATE_ANONYMOUS, -1);
    Memory memory = process.memory();
    memory.u64(page, Userfaultfd.UFFD_API);
    Guest.ioctl(handler, uffd, Userfaultfd.UFFDIO_API.number(), page);
    memory.u64(page, guest.ram() + 0x3000);
    memory.u64(page + 8, 0x1000);
    memory.u64(page + 16, Userfaultfd.UFFDIO_REGISTER_MODE_MISSING);
    Guest.ioctl(handler, uffd, Userfaultfd.UFFDIO_REGISTER.number(), page);

    Future<Result> running = task.begin(guest.kvmRun());
    // The fault arrives; the handler waits for the next one, in read(2), which holds the uffd.
    assertThat(handler.call(new Syscall.Read(uffd, page, 32)).value()).isEqualTo(32);
    Future<Result> next = handler.begin(new Syscall.Read(uffd, page, 32));
    Await.until(() -> handler.state() == Kernel.Task.State.BLOCKED);
    assertThat(task.state()).isEqualTo(Kernel.Task.State.BLOCKED);
    process.close();
    assertThat(running).isDone();
    assertThat(next).isDone();
  }

  @Test
  void workThatCallsForEver() {
    Guest guest = Guest.create(process, task, "e6 10 eb fc"); // 1: out 0x10, al; jmp 1b
    Future<Integer> endless =
        task.begin(() -> {
          for (int i = 0; ; i++) {
            task.call(guest.kvmRun());
          }
        });
    Await.until(() -> guest.exitReason() == 2);
    process.close();
    assertThatThrownBy(() -> Futures.join(endless)).isInstanceOf(TaskInterrupted.class);
  }

  @Test
  void workThatWaitsForItsTurn() {
    assertThat(Guest.create(process, task, Guest.SPIN).spinning()).isNotDone();
    Future<Result> waiting = task.begin(new Syscall.Sigpending());
    process.close();
    assertThatThrownBy(() -> Futures.join(waiting)).isInstanceOf(TaskInterrupted.class);
  }

  @Test
  void workThatStartsTasks() {
    Kernel.Task spinner = process.task("spinner");
    assertThat(Guest.create(process, spinner, Guest.SPIN).spinning()).isNotDone();
    Future<?> endless =
        task.begin(() -> {
          while (true) {
            process.task("one more").close();
          }
        });
    Await.until(() -> process.holdings().tasks() == 3);
    process.close();
    assertThatThrownBy(() -> Futures.join(endless)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void oneTaskAloneAndItsVcpuRunsOnAnother() throws Exception {
    Guest guest = Guest.create(process, task, Guest.SPIN);
    Future<Result> running = guest.spinning();
    task.close();
    assertThat(running.get().errno()).isEqualTo(Errno.EINTR);
    assertThat(process.memory().u8(guest.run() + 1)).isZero();
    assertThat(process.holdings().tasks()).isZero();
    Kernel.Task next = process.task("next");
    guest =
        new Guest(process, next, guest.kvm(), guest.vm(), guest.vcpu(), guest.run(), guest.ram());
    assertThat(guest.spinning()).isNotDone();
  }

  @Test
  void alsoWhereTheCallerIsInterrupted() {
    assertThat(Guest.create(process, task, Guest.SPIN).spinning()).isNotDone();
    Thread.currentThread().interrupt();
    process.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(kernel.holdings()).isEqualTo(Holdings.NONE);
  }

  @Test
  void aClosedProcessStartsNothing() {
    process.close();
    assertThatThrownBy(() -> process.task("late")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> task.call(new Syscall.Sigpending()))
        .isInstanceOf(TaskInterrupted.class);
    process.close();
  }

  @Test
  void aKernelEndsItsProcesses() {
    Kernel other = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
    Kernel.Process open = other.process();
    assertThat(Guest.create(open, open.task("vcpu0"), Guest.SPIN).spinning()).isNotDone();
    other.close();
    assertThat(open.holdings()).isEqualTo(Holdings.NONE);
  }

  @Test
  void hundredsOfProcesses() {
    for (int i = 0; i < 200; i++) {
      try (Kernel.Process one = kernel.process()) {
        assertThat(Guest.create(one, one.task("vcpu0"), Guest.SPIN).spinning()).isNotDone();
      }
    }
  }
}
