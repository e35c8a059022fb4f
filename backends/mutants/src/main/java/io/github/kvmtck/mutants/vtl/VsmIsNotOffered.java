package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.model.ModelMutant;
import io.github.kvmtck.reference.blueprint.Blueprint;
import io.github.kvmtck.reference.cpuid.HypervCpuid;
import io.github.kvmtck.reference.kvm.Parts;

/** kvm_get_hv_cpuid without the line for HV_ACCESS_VSM. */
public final class VsmIsNotOffered extends ModelMutant {
  public VsmIsNotOffered() {
    super(
        Breach.of(
                "VTL-02",
                "vsm-is-not-offered",
                "KVM_GET_SUPPORTED_HV_CPUID does not offer HV_ACCESS_VSM.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("EBX of CPUID 0x40000003 has the bits", "EBX of CPUID 0x40000003 is")
            .seenAs("0", "-1 EINVAL"));
  }

  @Override
  public Blueprint apply(Blueprint blueprint) {
    return blueprint.with(Parts.HYPERV_CPUID, HypervCpuid.leaves());
  }
}
