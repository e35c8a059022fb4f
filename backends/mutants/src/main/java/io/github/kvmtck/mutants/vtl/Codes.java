package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.Proposed;
import java.util.Set;

/** The hypercalls that the rules name. */
final class Codes {
  static final Set<Integer> SWITCHES = Set.of(Proposed.HVCALL_VTL_CALL, Proposed.HVCALL_VTL_RETURN);
  static final Set<Integer> VSM =
      Set.of(
          Proposed.HVCALL_MODIFY_VTL_PROTECTION_MASK,
          Proposed.HVCALL_ENABLE_PARTITION_VTL,
          Proposed.HVCALL_ENABLE_VP_VTL,
          Proposed.HVCALL_VTL_CALL,
          Proposed.HVCALL_VTL_RETURN);
  static final Set<Integer> OTHERS =
      Set.of(
          Proposed.HVCALL_GET_VP_REGISTERS,
          Proposed.HVCALL_SET_VP_REGISTERS,
          Proposed.HVCALL_TRANSLATE_VIRTUAL_ADDRESS,
          Proposed.HVCALL_START_VP,
          Proposed.HVCALL_GET_VP_ID_FROM_APIC_ID);
  static final Set<Integer> IPIS = Set.of(0x0b, 0x15);

  private Codes() {}
}
