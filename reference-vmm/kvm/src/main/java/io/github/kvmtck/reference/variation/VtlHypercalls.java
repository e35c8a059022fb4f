package io.github.kvmtck.reference.variation;

import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.cpuid.CpuidLeaf;
import io.github.kvmtck.reference.cpuid.HypervCpuid;
import io.github.kvmtck.reference.kvm.HypervCalls;
import io.github.kvmtck.reference.kvm.HypervInput;
import io.github.kvmtck.reference.kvm.OtherHypervCalls;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.QueuedException;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.run.Skip;
import io.github.kvmtck.x86.cpu.Vector;
import java.util.List;
import java.util.Set;

/**
 * The hypercalls of Virtual Secure Mode: all of them go to userspace, where the VTLs are (rules
 * VTL-14 to VTL-17).
 */
final class VtlHypercalls extends OtherHypervCalls {
  private static final Set<Integer> SWITCHES =
      Set.of(ProposedVtl.HVCALL_VTL_CALL, ProposedVtl.HVCALL_VTL_RETURN);
  private static final Set<Integer> VSM =
      Set.of(
          ProposedVtl.HVCALL_MODIFY_VTL_PROTECTION_MASK,
          ProposedVtl.HVCALL_ENABLE_PARTITION_VTL,
          ProposedVtl.HVCALL_ENABLE_VP_VTL,
          ProposedVtl.HVCALL_VTL_CALL,
          ProposedVtl.HVCALL_VTL_RETURN);
  private static final Set<Integer> VP_REGISTERS =
      Set.of(ProposedVtl.HVCALL_GET_VP_REGISTERS, ProposedVtl.HVCALL_SET_VP_REGISTERS);
  private static final Set<Integer> START =
      Set.of(ProposedVtl.HVCALL_START_VP, ProposedVtl.HVCALL_GET_VP_ID_FROM_APIC_ID);

  /** HV_X64_HYPERCALL_XMM_INPUT_AVAILABLE in CPUID 0x40000003 EDX. */
  private static final int XMM_INPUT_AVAILABLE = 1 << 4;

  /** HV_HYPERCALL_RESULT_MASK. */
  private static final int STATUS = 0xffff;

  VtlHypercalls(HypervCalls before) {
    super(before);
  }

  /** What KVM_GET_SUPPORTED_HV_CPUID offers besides. */
  static List<CpuidLeaf> offered(List<CpuidLeaf> leaves) {
    return leaves.stream().map(VtlHypercalls::offered).toList();
  }

  private static CpuidLeaf offered(CpuidLeaf leaf) {
    int privileges =
        ProposedVtl.HV_ACCESS_VSM
            | ProposedVtl.HV_ACCESS_VP_REGISTERS
            | ProposedVtl.HV_START_VIRTUAL_PROCESSOR;
    return leaf.function() == HypervCpuid.FEATURES
        ? new CpuidLeaf(
            leaf.function(),
            leaf.index(),
            leaf.flags(),
            leaf.eax(),
            leaf.ebx() | privileges,
            leaf.ecx(),
            leaf.edx() | ProposedVtl.HV_X64_HYPERCALL_XMM_OUTPUT_AVAILABLE)
        : leaf;
  }

  /** HvCallVtlCall and HvCallVtlReturn. */
  static boolean switchesVtl(HypervInput call) {
    return SWITCHES.contains(call.code());
  }

  @Override
  public boolean permitted(Vcpu vcpu, int code) {
    int needed =
        VSM.contains(code)
            ? ProposedVtl.HV_ACCESS_VSM
            : VP_REGISTERS.contains(code)
                ? ProposedVtl.HV_ACCESS_VP_REGISTERS
                : START.contains(code) ? ProposedVtl.HV_START_VIRTUAL_PROCESSOR : 0;
    return needed == 0
        ? super.permitted(vcpu, code)
        : (vcpu.hyperv().features().ebx() & needed) != 0;
  }

  /** A switch of VTLs has none: RAX is the other VTL's business (rule VTL-15). */
  @Override
  public boolean hasResult(int code) {
    return !SWITCHES.contains(code) && super.hasResult(code);
  }

  @Override
  public Answer answer(Vcpu vcpu, HypervInput call) {
    int code = call.code();
    boolean userspace =
        VSM.contains(code)
            || VP_REGISTERS.contains(code)
            || START.contains(code)
            || code == ProposedVtl.HVCALL_TRANSLATE_VIRTUAL_ADDRESS
            || VtlIpi.isAware(vcpu, call);
    if (!userspace) {
      return super.answer(vcpu, call);
    }
    return takesXmm(call) && !shows(vcpu, XMM_INPUT_AVAILABLE)
        ? new Answer.Undefined()
        : new Answer.Exit(call);
  }

  /** is_xmm_fast_hypercall. */
  private static boolean takesXmm(HypervInput call) {
    return call.fast()
        && (VP_REGISTERS.contains(call.code())
            || call.code() == ProposedVtl.HVCALL_MODIFY_VTL_PROTECTION_MASK
            || call.code() == ProposedVtl.HVCALL_TRANSLATE_VIRTUAL_ADDRESS);
  }

  /** kvm_hv_is_xmm_output_hcall. */
  private static boolean givesXmm(HypervInput call) {
    return call.fast()
        && (call.code() == ProposedVtl.HVCALL_GET_VP_REGISTERS
            || call.code() == ProposedVtl.HVCALL_TRANSLATE_VIRTUAL_ADDRESS);
  }

  private static boolean shows(Vcpu vcpu, int feature) {
    return !vcpu.hyperv().enforcesCpuid() || (vcpu.hyperv().features().edx() & feature) != 0;
  }

  @Override
  public void exiting(Vcpu vcpu, HypervInput call) {
    super.exiting(vcpu, call);
    if (takesXmm(call)) {
      for (int i = 0; i < ProposedVtl.HYPERV_XMM_WORDS; i++) {
        vcpu.run().u64(xmm(i), vcpu.cpu().vectors.xmm[i]);
      }
    }
  }

  private static long xmm(int word) {
    return ProposedVtl.HYPERV_XMM + (long) word * Long.BYTES;
  }

  @Override
  public Outcome complete(Vcpu vcpu, HypervInput call, int length) {
    if (!hasResult(call.code())) {
      return Skip.to(vcpu, vcpu.cpu().rip + length);
    }
    if (givesXmm(call) && succeeded(vcpu)) {
      if (!shows(vcpu, ProposedVtl.HV_X64_HYPERCALL_XMM_OUTPUT_AVAILABLE)) {
        vcpu.events().queue(QueuedException.plain(Vector.UD));
        return Outcome.CONTINUE;
      }
      for (int i = 0; i < ProposedVtl.HYPERV_XMM_WORDS; i++) {
        vcpu.cpu().vectors.xmm[i] = vcpu.run().u64(xmm(i));
      }
    }
    return super.complete(vcpu, call, length);
  }

  /** hv_result_success. */
  private static boolean succeeded(Vcpu vcpu) {
    return (Run.RUN.get(vcpu.run().pages(), "hyperv.u.hcall.result") & STATUS) == 0;
  }
}
