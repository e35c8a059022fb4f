package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;

/** kvm_hv_hypercall without the test of to_hv_synic(vcpu)-&gt;active. */
public final class HypervCallNeedsNoSynic extends ModelMutant {
  private static final int POST_MESSAGE = 0x5c;

  public HypervCallNeedsNoSynic() {
    super(
        Breach.of(
                "COMP-27",
                "hyperv-call-needs-no-synic",
                "HvCallPostMessage goes to userspace although there is no SynIC.")
            .seenAs("KVM_RUN sleeps", "KVM_RUN → 0"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.change(Parts.HYPERV_CALLS, Posts::new);
  }

  private static final class Posts extends OtherHypervCalls {
    Posts(HypervCalls before) {
      super(before);
    }

    @Override
    public Answer answer(Vcpu vcpu, HypervInput call) {
      return call.code() == POST_MESSAGE ? new Answer.Exit(call) : super.answer(vcpu, call);
    }
  }
}
