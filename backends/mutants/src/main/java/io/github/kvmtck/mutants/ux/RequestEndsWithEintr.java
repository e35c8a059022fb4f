package io.github.kvmtck.mutants.ux;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The errno of a signal. */
public class RequestEndsWithEintr extends VcpuMutant {
  public RequestEndsWithEintr() {
    this("request-ends-with-eintr", "mainline+user-exit+exitfd");
  }

  RequestEndsWithEintr(String name, String profile) {
    super(
        Breach.of("UX-05", name, "A vCPU that is asked to leave returns with EINTR.")
            .in(profile)
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_REQUEST", "KVM_RUN fails with EINTR"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended ->
        ended.succeeded() && ended.call().run().exitReason() == Proposed.KVM_EXIT_REQUEST
            ? Result.error(Errno.EINTR)
            : ended.result());
  }
}
