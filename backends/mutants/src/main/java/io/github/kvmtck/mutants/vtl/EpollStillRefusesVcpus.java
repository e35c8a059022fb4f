package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;

/** kvm_vcpu_fops without the poll method. */
public final class EpollStillRefusesVcpus extends CallMutant {
  public EpollStillRefusesVcpus() {
    super(
        Breach.of(
                "VTL-A6",
                "epoll-still-refuses-vcpus",
                "epoll refuses a vCPU although it can be polled.")
            .in("mainline+vcpu-poll")
            .seenAs("0\\b", "-1 EPERM"));
  }

  @Override
  protected CallBreach breaking() {
    return call ->
        call.syscall() instanceof Syscall.EpollCtl control && call.kind(control.fd()) == FdKind.VCPU
            ? Result.error(Errno.EPERM)
            : call.proceed();
  }
}
