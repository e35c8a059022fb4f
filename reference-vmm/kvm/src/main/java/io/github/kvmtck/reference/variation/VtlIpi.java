package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.reference.kvm.GuestMemory;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * HvCallSendSyntheticClusterIpi and its EX form, where they name a VTL: struct hv_send_ipi has a
 * union hv_input_vtl behind the vector.
 */
final class VtlIpi {
  private static final int SEND_IPI = 0x000b;
  private static final int SEND_IPI_EX = 0x0015;

  /** use_target_vtl, in the quadword of vector and in_vtl. */
  private static final long USE_TARGET_VTL = 1L << 36;

  private VtlIpi() {}

  /** Only a guest that is shown VSM can make such a request. */
  static boolean isAware(Vcpu vcpu, HypervInput call) {
    boolean ipi = call.code() == SEND_IPI || call.code() == SEND_IPI_EX;
    return ipi
        && (vcpu.hyperv().features().ebx() & ProposedVtl.HV_ACCESS_VSM) != 0
        && (first(vcpu, call) & USE_TARGET_VTL) != 0;
  }

  private static long first(Vcpu vcpu, HypervInput call) {
    if (call.fast()) {
      return call.ingpa();
    }
    MemorySegment word = MemorySegment.ofArray(new byte[Long.BYTES]);
    boolean whole = (call.ingpa() & Long.BYTES - 1) == 0;
    return whole && GuestMemory.read(vcpu.vm(), call.ingpa(), word)
        ? word.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)
        : 0;
  }
}
