package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ProposedVtl;
import java.util.Set;

/** The hypercalls that the rules name. */
final class Codes {
  static final Set<Integer> SWITCHES =
      Set.of(ProposedVtl.HVCALL_VTL_CALL, ProposedVtl.HVCALL_VTL_RETURN);
  static final Set<Integer> VSM =
      Set.of(
          ProposedVtl.HVCALL_MODIFY_VTL_PROTECTION_MASK,
          ProposedVtl.HVCALL_ENABLE_PARTITION_VTL,
          ProposedVtl.HVCALL_ENABLE_VP_VTL,
          ProposedVtl.HVCALL_VTL_CALL,
          ProposedVtl.HVCALL_VTL_RETURN);
  static final Set<Integer> OTHERS =
      Set.of(
          ProposedVtl.HVCALL_GET_VP_REGISTERS,
          ProposedVtl.HVCALL_SET_VP_REGISTERS,
          ProposedVtl.HVCALL_TRANSLATE_VIRTUAL_ADDRESS,
          ProposedVtl.HVCALL_START_VP,
          ProposedVtl.HVCALL_GET_VP_ID_FROM_APIC_ID);
  static final Set<Integer> IPIS = Set.of(0x0b, 0x15);

  private Codes() {}
}
