package io.github.kvmtck.reference.run;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.reference.kvm.Outcome;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;

/** KVM_EXIT_SYSTEM_EVENT, which on x86 has no data. */
public final class SystemEvent {
  private SystemEvent() {}

  /**
   * Leaves to userspace.
   *
   * @param type KVM_SYSTEM_EVENT_*
   */
  public static Outcome exit(Vcpu vcpu, int type) {
    MemorySegment run = vcpu.run().pages();
    vcpu.run().exitReason(ExitReason.KVM_EXIT_SYSTEM_EVENT);
    Run.RUN.set(run, "system_event.type", type);
    Run.RUN.set(run, "system_event.ndata", 0);
    return Outcome.EXIT;
  }
}
