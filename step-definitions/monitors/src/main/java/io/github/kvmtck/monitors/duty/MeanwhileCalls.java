package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.Confidential;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.NestedState;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Xen;
import io.github.kvmtck.monitors.state.Hole;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;
import java.util.List;
import java.util.Optional;

/**
 * While a range is deleted and created again, no other task makes ioctls: not those that access
 * guest memory (requirement R3), and in QEMU's way none at all. Both were disputed or are QEMU's
 * own, so that a breach is a warning.
 */
public final class MeanwhileCalls implements Observer {
  private static final List<Request> ACCESSING =
      List.of(
          NestedState.KVM_GET_NESTED_STATE,
          NestedState.KVM_SET_NESTED_STATE,
          Interrupts.KVM_SIGNAL_MSI,
          Devices.KVM_SET_DEVICE_ATTR,
          Xen.KVM_XEN_HVM_CONFIG,
          Xen.KVM_XEN_HVM_SET_ATTR,
          Xen.KVM_XEN_HVM_EVTCHN_SEND,
          Memslots.KVM_PRE_FAULT_MEMORY,
          Confidential.KVM_MEMORY_ENCRYPT_OP);

  private final Duty accessing;
  private final Duty any;

  public MeanwhileCalls(Docket docket) {
    this.accessing = docket.duty("TRACE-05");
    this.any = docket.duty("QACC-04");
  }

  @Override
  public void changed(SlotChange change, boolean done) {
    if (change.vm().isStarted()) {
      change.filled().stream()
          .filter(hole -> hole.deletion().entered() != change.call().entered())
          .forEach(hole -> judge(hole, change.call()));
    }
  }

  private void judge(Hole hole, TraceEvent creation) {
    accessing.exercised();
    any.exercised();
    Optional<TraceEvent> access =
        hole.others().stream().filter(MeanwhileCalls::accesses).findFirst();
    if (access.isPresent()) {
      accessing.warn(
          "another task's ioctl may access guest memory while nothing is at " + hole.slot().range(),
          hole.deletion(),
          access.get(),
          creation);
    } else if (!hole.others().isEmpty()) {
      any.warn(
          "another task's ioctl began while nothing was at " + hole.slot().range(),
          hole.deletion(),
          hole.others().getFirst(),
          creation);
    }
  }

  private static boolean accesses(TraceEvent call) {
    return ACCESSING.stream().anyMatch(call::is);
  }
}
