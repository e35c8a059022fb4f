package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_vcpu_ioctl without its test of arg. */
public final class ArgumentIsIgnored extends VcpuMutant {
  public ArgumentIsIgnored() {
    super(
        Breach.of("THR-04", "argument-is-ignored", "KVM_RUN runs whatever its argument is.")
            .seenAs("KVM_RUN fails with EINVAL", "KVM_RUN returns 0 for KVM_EXIT_HLT"));
  }

  @Override
  protected VcpuBreach breaking() {
    return call ->
        call.is(VcpuRun.KVM_RUN)
                && call.syscall() instanceof Syscall.Ioctl(int fd, long request, long ignored)
            ? call.proceed(new Syscall.Ioctl(fd, request, 0))
            : call.proceed();
  }
}
