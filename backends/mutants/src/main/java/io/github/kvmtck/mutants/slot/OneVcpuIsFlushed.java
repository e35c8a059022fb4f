package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Requests;

/** kvm_flush_remote_tlbs that reaches one vCPU. */
public final class OneVcpuIsFlushed extends ModelMutant {
  public OneVcpuIsFlushed() {
    super(
        Breach.of(
                "SLOT-17",
                "one-vcpu-is-flushed",
                "Only the first vCPU loses its translations when a slot goes.")
            .seenAs(
                "KVM_RUN of the second vCPU returns", "KVM_RUN of the second vCPU has not returned")
            .seenAs("0 writes after the call", "\\d+ writes"));
  }

  @Override
  public Blueprint apply(Blueprint mainline) {
    return mainline.with(
        Parts.FLUSH,
        vm -> vm.vcpus().stream().limit(1).forEach(vcpu -> vcpu.request(Requests.FLUSH)));
  }
}
