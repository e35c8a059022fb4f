package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_arch_vcpu_ioctl_run without kvm_sigset_deactivate. */
public final class ThreadKeepsTheMaskOfKvmRun extends VcpuMutant {
  public ThreadKeepsTheMaskOfKvmRun() {
    super(
        Breach.of(
                "SIG-01",
                "thread-keeps-the-mask-of-kvm-run",
                "After KVM_RUN the thread has lost its own signal mask.")
            .seenAs("SIGUSR1 is blocked in the thread", "blocked: ")
            .seenAs("SIGUSR1 is pending", "pending: "));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      Result result = call.proceed();
      call.proceed(new Syscall.Sigmask(Syscall.Sigmask.How.SETMASK, 0));
      return result;
    });
  }
}
