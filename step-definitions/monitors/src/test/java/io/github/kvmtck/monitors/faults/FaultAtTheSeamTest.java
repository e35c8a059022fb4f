package io.github.kvmtck.monitors.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.faults.Fault;
import io.github.kvmtck.api.faults.FaultyKernel;
import io.github.kvmtck.api.faults.IdleWakes;
import io.github.kvmtck.api.faults.InterruptedRuns;
import io.github.kvmtck.api.faults.InterruptedRuns.Reason;
import io.github.kvmtck.api.faults.LateSignals;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.x86.asm.Assembler;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a fault answers, call by call, and what it leaves in kvm_run. */
@Timeout(60)
class FaultAtTheSeamTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int ENTRY = 0x1000;

  @AutoClose private final Kernel reference = Reference.open();
  private Runnable afterRun = () -> {};

  /** Does something after each KVM_RUN of the reference, below the fault. */
  private Kernel watched() {
    Interceptor watch =
        (by, call, next) -> {
          Result result = next.call(call);
          if (call instanceof Syscall.Ioctl ioctl && ioctl.request() == VcpuRun.KVM_RUN.number()) {
            afterRun.run();
          }
          return result;
        };
    Function<Kernel.Process, Interceptor> same = _ -> watch;
    return new InterceptedKernel(reference, reference.about(), same);
  }

  private Vcpu vcpu(Kernel kernel, String guest) {
    Kernel.Process process = kernel.process();
    Client client = new Client(process, process.task("main"));
    Vm vm = client.openKvm().value().createVm().value();
    HostMemory ram = HostMemory.map(client, 0x10000).value();
    ram.write(ENTRY, Assembler.assemble(guest, ENTRY, 16).bytes());
    vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    Vcpu vcpu = vm.createVcpu(0).value();
    Sregs sregs = vcpu.getSregs().value();
    Segment zero = Segment.realMode(0);
    vcpu.setSregs(sregs.withSegment("cs", zero).withSegment("ds", zero)).orThrow();
    vcpu.setRegs(Regs.zero().withRip(ENTRY)).orThrow();
    return vcpu;
  }

  private Kernel faulty(Fault fault) {
    return new FaultyKernel(watched(), fault);
  }

  /** Kicks it, by immediate_exit and a signal, when KVM_RUN has looked at immediate_exit. */
  private static Result kicked(Kernel kernel, Vcpu vcpu)
      throws ExecutionException, InterruptedException {
    Kernel.Task task = vcpu.client().task();
    Future<Result> run;
    try (var hold = kernel.schedule().orElseThrow().hold(task, SchedulingPoint.RUN_BEFORE_ENTRY)) {
      run = task.begin(vcpu::run);
      assertThat(hold.awaitReached(SOON)).isTrue();
      vcpu.kvmRun().immediateExit(1);
      task.signal(Signals.SIGUSR1);
    }
    return run.get();
  }

  @Test
  void oneInstructionRunsAfterTheKick() throws ExecutionException, InterruptedException {
    try (Kernel kernel = faulty(new LateSignals(1))) {
      Vcpu vcpu = vcpu(kernel, "inc bx\n inc bx\n inc bx\n hlt");
      assertThat(kicked(kernel, vcpu).errno()).isEqualTo(Errno.EINTR);
      assertThat(vcpu.getRegs().value().get("rbx")).isEqualTo(1);
      assertThat(vcpu.kvmRun().exitReason()).isEqualTo(ExitReason.KVM_EXIT_INTR.number());
      assertThat(vcpu.kvmRun().immediateExit()).isEqualTo(1);
      assertThat(vcpu.run().errno()).isEqualTo(Errno.EINTR);
      assertThat(vcpu.getRegs().value().get("rbx")).isEqualTo(1);
    }
  }

  @Test
  void anExitComesAtTheKick() throws ExecutionException, InterruptedException {
    try (Kernel kernel = faulty(new LateSignals(100))) {
      Vcpu vcpu = vcpu(kernel, "inc bx\n inc bx\n in al, 0x10\n inc bx\n hlt");
      assertThat(kicked(kernel, vcpu)).isEqualTo(Result.ZERO);
      assertThat(vcpu.kvmRun().exitReason()).isEqualTo(ExitReason.KVM_EXIT_IO.number());
      vcpu.kvmRun().ioData((byte) 7);
      assertThat(vcpu.run().errno()).isEqualTo(Errno.EINTR);
      Regs regs = vcpu.getRegs().value();
      assertThat(regs.rax()).isEqualTo(7);
      assertThat(regs.get("rbx")).isEqualTo(2);
      vcpu.kvmRun().immediateExit(0);
      assertThat(vcpu.run()).isEqualTo(Result.ZERO);
      assertThat(vcpu.kvmRun().exitReason()).isEqualTo(ExitReason.KVM_EXIT_HLT.number());
    }
  }

  @Test
  void aKickDuringAnInterruptedRunIsNotLost() {
    try (Kernel kernel = faulty(new InterruptedRuns(1, Reason.INTR))) {
      Vcpu vcpu = vcpu(kernel, "hlt");
      assertThat(vcpu.run().errno()).isEqualTo(Errno.EINTR);
      assertThat(vcpu.kvmRun().immediateExit()).isZero();
      assertThat(vcpu.kvmRun().exitReason()).isEqualTo(ExitReason.KVM_EXIT_INTR.number());
      afterRun = () -> vcpu.kvmRun().immediateExit(1);
      assertThat(vcpu.run().errno()).isEqualTo(Errno.EINTR);
      assertThat(vcpu.kvmRun().immediateExit()).isEqualTo(1);
    }
  }

  @Test
  void anOldExitStays() {
    try (Kernel kernel = faulty(new InterruptedRuns(2, Reason.STALE))) {
      Vcpu vcpu = vcpu(kernel, "in al, 0x10\n hlt");
      assertThat(vcpu.run()).isEqualTo(Result.ZERO);
      vcpu.kvmRun().ioData((byte) 7);
      assertThat(vcpu.run().errno()).isEqualTo(Errno.EINTR);
      assertThat(vcpu.kvmRun().exitReason()).isEqualTo(ExitReason.KVM_EXIT_IO.number());
      assertThat(vcpu.getRegs().value().rax()).isEqualTo(7);
    }
  }

  @Test
  void aWakeThatStartsNothingLeavesItWaiting() {
    try (Kernel kernel = faulty(new IdleWakes(1))) {
      Kernel.Process process = kernel.process();
      Client client = new Client(process, process.task("main"));
      Vm vm = client.openKvm().value().createVm().value();
      vm.createIrqchip().orThrow();
      Vcpu first = vm.createVcpu(0).value();
      Vcpu second = vm.createVcpu(1).value();
      assertThat(second.run().errno()).isEqualTo(Errno.EAGAIN);
      assertThat(second.run().errno()).isEqualTo(Errno.EAGAIN);
      assertThat(second.getMpState().value())
          .isEqualTo(MpState.KVM_MP_STATE_UNINITIALIZED.number());
      assertThat(second.runImmediateExit().errno()).isEqualTo(Errno.EINTR);
      assertThat(first.getMpState().value()).isEqualTo(MpState.KVM_MP_STATE_RUNNABLE.number());
    }
  }
}
