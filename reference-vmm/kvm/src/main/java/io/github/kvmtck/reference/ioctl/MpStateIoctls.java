package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.MpState.KVM_MP_STATE_AP_RESET_HOLD;
import static io.github.kvmtck.api.uapi.MpState.KVM_MP_STATE_HALTED;
import static io.github.kvmtck.api.uapi.MpState.KVM_MP_STATE_INIT_RECEIVED;
import static io.github.kvmtck.api.uapi.MpState.KVM_MP_STATE_RUNNABLE;
import static io.github.kvmtck.api.uapi.MpState.KVM_MP_STATE_SIPI_RECEIVED;
import static io.github.kvmtck.api.uapi.MpState.KVM_MP_STATE_UNINITIALIZED;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GET_MP_STATE;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SET_MP_STATE;
import static io.github.kvmtck.api.uapi.VcpuEvents.MP_STATE;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The activity state of a vCPU (api.rst 4.38 and 4.39). */
final class MpStateIoctls {
  /** States that only an in-kernel local APIC ends (rules MP-02 and MP-03). */
  private static final Set<MpState> NEED_LAPIC =
      EnumSet.of(
          KVM_MP_STATE_UNINITIALIZED,
          KVM_MP_STATE_HALTED,
          KVM_MP_STATE_AP_RESET_HOLD,
          KVM_MP_STATE_INIT_RECEIVED,
          KVM_MP_STATE_SIPI_RECEIVED);

  /** What cannot be while INIT is blocked (rule MP-05). */
  private static final Set<MpState> STARTING =
      EnumSet.of(KVM_MP_STATE_INIT_RECEIVED, KVM_MP_STATE_SIPI_RECEIVED);

  private MpStateIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .writes(
            KVM_GET_MP_STATE,
            MP_STATE.size(),
            (vcpu, out) -> {
              // An INIT or SIPI that waits acts now: reading has side effects (rule MP-04).
              vcpu.interrupts().initAndSipi().accept();
              MP_STATE.set(out, "mp_state", told(vcpu));
              return Result.ZERO;
            })
        .reads(
            KVM_SET_MP_STATE,
            MP_STATE.size(),
            (vcpu, in) -> set(vcpu, MpState.of((int) MP_STATE.get(in, "mp_state"))));
  }

  /** A halt that another vCPU has ended is over for whoever asks (rule MP-06). */
  private static int told(Vcpu vcpu) {
    boolean halt =
        vcpu.mpState() == KVM_MP_STATE_HALTED.number()
            || vcpu.mpState() == KVM_MP_STATE_AP_RESET_HOLD.number();
    return halt && vcpu.interrupts().pvUnhalted() ? KVM_MP_STATE_RUNNABLE.number() : vcpu.mpState();
  }

  private static Result set(Vcpu vcpu, Optional<MpState> asked) {
    boolean lapic = vcpu.vm().lapicInKernel();
    if (asked.isEmpty()) {
      return IoctlCall.INVALID;
    }
    MpState state = asked.get();
    if (state != KVM_MP_STATE_RUNNABLE && !(lapic && NEED_LAPIC.contains(state))) {
      return IoctlCall.INVALID;
    }
    boolean blocked = !vcpu.interrupts().initAndSipi().allowed() || vcpu.smm().pending();
    if (STARTING.contains(state) && blocked) {
      return IoctlCall.INVALID;
    }
    if (state == KVM_MP_STATE_SIPI_RECEIVED) {
      vcpu.mpState(KVM_MP_STATE_INIT_RECEIVED.number());
      vcpu.interrupts().initAndSipi().raiseSipi();
    } else {
      vcpu.mpState(state.number());
    }
    vcpu.requests().make(Requests.EVENT);
    return Result.ZERO;
  }
}
