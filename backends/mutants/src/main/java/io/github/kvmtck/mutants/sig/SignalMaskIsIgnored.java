package io.github.kvmtck.mutants.sig;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.run.ActivateSignalMask;
import io.github.kvmtck.reference.run.RestoreSignalMask;

/** kvm_arch_vcpu_ioctl_run without kvm_sigset_activate. */
public final class SignalMaskIsIgnored extends ModelMutant {
  public SignalMaskIsIgnored() {
    super(
        Breach.of(
                "SIG-01",
                "signal-mask-is-ignored",
                "The mask of KVM_SET_SIGNAL_MASK has no effect.")
            .seenAs("KVM_RUN goes on", "KVM_RUN → -1 EINTR")
            .seenAs(
                "KVM_RUN fails with EINTR and exit reason KVM_EXIT_INTR",
                "KVM_RUN returns 0 for KVM_EXIT_HLT")
            .seenAsHang());
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline
        .change(Parts.STAGES, stages -> stages.without(ActivateSignalMask.class))
        .change(Parts.EPILOGUE, stages -> stages.without(RestoreSignalMask.class));
  }
}
