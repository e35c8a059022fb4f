package io.github.kvmtck.monitors.duty;

import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Slot;
import io.github.kvmtck.monitors.state.SlotChange;
import io.github.kvmtck.monitors.verdict.Docket;
import io.github.kvmtck.monitors.verdict.Duty;

/**
 * What a VMM hands over is well formed where KVM does not insist: alignment for large pages, the
 * byte of a list's entries, zero in padding.
 */
public final class SlotShape implements Observer {
  private static final long LARGE_PAGE = 0x20_0000;
  private static final Field PADDING = DirtyLog.DIRTY_LOG.field("padding1");

  private final Duty alignment;
  private final Duty invalidate;
  private final Duty padding;

  public SlotShape(Docket docket) {
    this.alignment = docket.duty("SLOT-19");
    this.invalidate = docket.duty("LIST-05");
    this.padding = docket.duty("DIRTY-03");
  }

  @Override
  public void changes(SlotChange change) {
    if (change.isList()) {
      entry(change);
    }
    if (change.fills() && change.asked().size() >= LARGE_PAGE) {
      align(change);
    }
  }

  private void align(SlotChange change) {
    alignment.exercised();
    Slot slot = change.asked();
    if (((slot.gpa() ^ slot.hva()) & LARGE_PAGE - 1) != 0) {
      alignment.warn(
          "the guest gets no large page here: the lower 21 bits of 0x%x and 0x%x differ"
              .formatted(slot.gpa(), slot.hva()),
          change.call());
    }
  }

  private void entry(SlotChange change) {
    invalidate.exercised();
    boolean goes = change.invalidates();
    if (goes != (change.invalidate() != 0)) {
      invalidate.violated(
          "slot %d %s and has invalidate_slot %d"
              .formatted(
                  change.asked().id(),
                  goes ? "is deleted or moved" : "is neither deleted nor moved",
                  change.invalidate()),
          change.call());
    }
  }

  @Override
  public void calls(TraceEvent call) {
    if (call.is(DirtyLog.KVM_GET_DIRTY_LOG)) {
      padding.exercised();
      call.argument()
          .filter(log -> log.get(PADDING) != 0)
          .ifPresent(_ -> padding.note("padding1 is not zero; KVM does not look at it", call));
    }
  }
}
