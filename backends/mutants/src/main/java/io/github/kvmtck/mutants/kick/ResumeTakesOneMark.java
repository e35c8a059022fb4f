package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.variation.KickRequest;

/** Stops at the first vCPU. */
public final class ResumeTakesOneMark extends ModelMutant {
  public ResumeTakesOneMark() {
    super(
        Breach.of(
                "KICK-05",
                "resume-takes-one-mark",
                "KVM_RESUME_ALL_KICKED_VCPUS takes the mark of one vCPU.")
            .in("mainline+kick-all-v1")
            .seenAs("KVM_RUN of the twin returns 0 for KVM_EXIT_HLT", "it → -1 EINTR"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.change(
        Parts.VM_IOCTLS,
        table ->
            table.plain(
                Proposed.KVM_RESUME_ALL_KICKED_VCPUS,
                vm -> {
                  vm.vcpus().stream().findFirst().ifPresent(KickRequest::clear);
                  return Result.ZERO;
                }));
  }
}
