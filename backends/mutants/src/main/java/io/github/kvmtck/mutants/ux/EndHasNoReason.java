package io.github.kvmtck.mutants.ux;

import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_INTR;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_UNKNOWN;

import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Ends KVM_RUN before it says why. */
public class EndHasNoReason extends VcpuMutant {
  public EndHasNoReason() {
    this("end-has-no-reason", "mainline+user-exit+exitfd");
  }

  EndHasNoReason(String name, String profile) {
    super(
        Breach.of("UX-08", name, "A KVM_RUN that was asked to end says KVM_EXIT_UNKNOWN.")
            .in(profile)
            .seenAs(
                "KVM_RUN (returns 0 for KVM_EXIT_REQUEST|fails with EINTR and exit"
                    + " reason KVM_EXIT_INTR)",
                "KVM_RUN (returns 0 for KVM_EXIT_UNKNOWN|fails with EINTR and exit"
                    + " reason KVM_EXIT_UNKNOWN)")
            .seenAs("KVM_RUN ends as asked or", "KVM_RUN returns 0 for KVM_EXIT_UNKNOWN"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      int reason = ended.call().run().exitReason();
      if (reason == Proposed.KVM_EXIT_REQUEST || Exits.is(ended.call().run(), KVM_EXIT_INTR)) {
        ended.call().run().exitReason(KVM_EXIT_UNKNOWN.number());
      }
      return ended.result();
    });
  }
}
