package io.github.kvmtck.vmm.state;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;

/**
 * What a vCPU consists of, and the order in which it is put together again (SAVE-17).
 *
 * <p>Both run on the vCPU's own thread, while the machine is held and nothing is pending in it: the
 * pending part of an instruction is in none of these (COMP-04).
 */
public final class VcpuState {
  private static final String SREGS = "sregs";
  private static final String REGS = "regs";
  private static final String XCRS = "xcrs";
  private static final String XSAVE = "xsave";
  private static final String LAPIC = "lapic";
  private static final String MSRS = "msrs";
  private static final String DEBUGREGS = "debugregs";
  private static final String EVENTS = "events";
  private static final String MP_STATE = "mp_state";

  private VcpuState() {}

  /**
   * Saves.
   *
   * @param msrs indices, as KVM_GET_MSR_INDEX_LIST gives them
   * @param irqchip whether the VM has interrupt controllers in KVM
   */
  public static Sections save(Vcpu vcpu, List<Integer> msrs, boolean irqchip) {
    Sections state = new Sections();
    // To read the activity state lets a pending INIT or SIPI act (MP-04): it comes first.
    state.put(MP_STATE, vcpu.getMpState().value());
    state.put(SREGS, vcpu.getSregs().value().struct());
    state.put(REGS, vcpu.getRegs().value().struct());
    state.put(XCRS, vcpu.get(ExtendedState.KVM_GET_XCRS, ExtendedState.XCRS).value());
    state.put(XSAVE, vcpu.get(ExtendedState.KVM_GET_XSAVE, ExtendedState.XSAVE).value());
    if (irqchip) {
      state.put(LAPIC, vcpu.getLapic().value());
    }
    state.put(MSRS, MsrState.packed(MsrState.save(vcpu, msrs)));
    state.put(DEBUGREGS, vcpu.get(VcpuEvents.KVM_GET_DEBUGREGS, VcpuEvents.DEBUGREGS).value());
    state.put(EVENTS, vcpu.getVcpuEvents().value());
    return state;
  }

  /**
   * Restores; the first call that fails ends it (SAVE-18).
   *
   * @throws Refused naming what KVM did not take
   */
  public static void restore(Vcpu vcpu, Sections state) {
    List<Msr> msrs = MsrState.unpacked(state.bytes(MSRS));
    try {
      vcpu.setSregs(new Sregs(state.struct(SREGS, Registers.SREGS))).orThrow();
      vcpu.setRegs(new Regs(state.struct(REGS, Registers.REGS))).orThrow();
      vcpu.ioctl(ExtendedState.KVM_SET_XCRS, state.struct(XCRS, ExtendedState.XCRS)).orThrow();
      vcpu.ioctl(ExtendedState.KVM_SET_XSAVE, state.struct(XSAVE, ExtendedState.XSAVE)).orThrow();
      // IA32_TSC_DEADLINE is dropped, with success, while the timer is in another mode: the local
      // APIC comes before the MSRs.
      if (state.has(LAPIC)) {
        vcpu.setLapic(state.struct(LAPIC, Interrupts.LAPIC_STATE)).orThrow();
      }
      MsrState.restore(vcpu, msrs);
      vcpu.ioctl(VcpuEvents.KVM_SET_DEBUGREGS, state.struct(DEBUGREGS, VcpuEvents.DEBUGREGS))
          .orThrow();
      // KVM_SET_REGS and KVM_SET_SREGS forget a queued exception: events come after them.
      vcpu.setVcpuEvents(state.struct(EVENTS, VcpuEvents.VCPU_EVENTS)).orThrow();
      vcpu.setMpState((int) state.number(MP_STATE)).orThrow();
    } catch (UnexpectedErrno e) {
      throw new Refused("The vCPU %d cannot be restored: %s.".formatted(vcpu.id(), named(e)), e);
    }
  }

  /** Without the argument, which is as long as the state. */
  private static String named(UnexpectedErrno e) {
    String call = String.valueOf(e.getMessage());
    return call.split(" ", 2)[0] + " fails with " + e.errno();
  }
}
