package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExtendedState;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.NestedState;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.VcpuEvents;
import java.util.List;

/**
 * Calls that together read or write the whole of a vCPU, and not just what serving an exit takes:
 * its system registers and two more kinds of state.
 */
public final class StateBatch {
  private static final int REST = 2;

  private static final List<Request> READ_SREGS =
      List.of(Registers.KVM_GET_SREGS, Registers.KVM_GET_SREGS2);

  private static final List<Request> READ_OTHERS =
      List.of(
          Msrs.KVM_GET_MSRS,
          ExtendedState.KVM_GET_XSAVE,
          ExtendedState.KVM_GET_XSAVE2,
          ExtendedState.KVM_GET_FPU,
          ExtendedState.KVM_GET_XCRS,
          Interrupts.KVM_GET_LAPIC,
          VcpuEvents.KVM_GET_VCPU_EVENTS,
          VcpuEvents.KVM_GET_MP_STATE,
          VcpuEvents.KVM_GET_DEBUGREGS,
          NestedState.KVM_GET_NESTED_STATE);

  private static final List<Request> WRITE_SREGS =
      List.of(Registers.KVM_SET_SREGS, Registers.KVM_SET_SREGS2);

  private static final List<Request> WRITE_OTHERS =
      List.of(
          Msrs.KVM_SET_MSRS,
          ExtendedState.KVM_SET_XSAVE,
          ExtendedState.KVM_SET_FPU,
          ExtendedState.KVM_SET_XCRS,
          Interrupts.KVM_SET_LAPIC,
          VcpuEvents.KVM_SET_VCPU_EVENTS,
          VcpuEvents.KVM_SET_MP_STATE,
          VcpuEvents.KVM_SET_DEBUGREGS,
          NestedState.KVM_SET_NESTED_STATE);

  private final List<Request> sregs;
  private final List<Request> others;
  private boolean hasSregs;
  private int kinds;

  private StateBatch(List<Request> sregs, List<Request> others) {
    this.sregs = sregs;
    this.others = others;
  }

  static StateBatch saving() {
    return new StateBatch(READ_SREGS, READ_OTHERS);
  }

  static StateBatch loading() {
    return new StateBatch(WRITE_SREGS, WRITE_OTHERS);
  }

  /** Whether a call reads what makes a save. */
  public static boolean reads(TraceEvent call) {
    return READ_SREGS.stream().anyMatch(call::is) || READ_OTHERS.stream().anyMatch(call::is);
  }

  /** Whether the calls since the last KVM_RUN make a batch. */
  public boolean isComplete() {
    return hasSregs && Integer.bitCount(kinds) >= REST;
  }

  /** Counts a call; tells whether it is the one that makes the batch. */
  boolean add(TraceEvent call) {
    boolean before = isComplete();
    hasSregs |= sregs.stream().anyMatch(call::is);
    for (int i = 0; i < others.size(); i++) {
      kinds |= call.is(others.get(i)) ? 1 << i : 0;
    }
    return !before && isComplete();
  }

  void clear() {
    hasSregs = false;
    kinds = 0;
  }
}
