package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** A poll operation in kvm_vcpu_fops. */
public final class EpollTakesVcpus extends CallMutant {
  public EpollTakesVcpus() {
    super(
        Breach.of("THR-06", "epoll-takes-vcpus", "epoll takes a vCPU descriptor.")
            .seenAs("-1 EPERM", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.syscall() instanceof Syscall.EpollCtl control && call.kind(control.fd()) == FdKind.VCPU
            ? Result.ZERO
            : call.proceed();
  }
}
