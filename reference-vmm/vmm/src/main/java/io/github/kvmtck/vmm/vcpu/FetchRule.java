package io.github.kvmtck.vmm.vcpu;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.vmm.memory.MemoryMap;

/**
 * What to do when the guest could not be executed: the decision table of FETCH-23.
 *
 * <p>Such an exit is the guest's own fault, and the guest is stopped for good, unless this VMM took
 * the code away: a transaction is under way, or one was completed since the guest was entered. Then
 * it is entered once more. Another such exit with no transaction between is a crash, so that no
 * guest is entered again and again (TRACE-09), whatever the reason: a hole, an instruction that
 * reaches into one (FETCH-03), or one that KVM does not know. A VMM that stops its vCPUs first
 * never sees the former; the rule does not rely on that.
 */
final class FetchRule {
  private static final int UD = 6;

  private final MemoryMap map;
  private long entered;

  FetchRule(MemoryMap map) {
    this.map = map;
  }

  /** KVM_RUN is about to be called. */
  void enter() {
    entered = map.completed();
  }

  /** What is to be done. */
  enum Verdict {
    /** The guest has crashed. */
    CRASHED,
    /** No transaction is under way any more, and the guest is entered once more. */
    RETRY
  }

  /** After KVM_EXIT_INTERNAL_ERROR. */
  Verdict internalError(Vcpu vcpu) {
    MappedRun run = vcpu.kvmRun();
    if (run.get("internal.suberror") != RunBits.KVM_INTERNAL_ERROR_EMULATION) {
      return Verdict.CRASHED;
    }
    return judge();
  }

  /** After an exit for a fetch as it was proposed: MMIO with len 0 (FETCH-20, FETCH-22). */
  Verdict proposedFetch() {
    return judge();
  }

  /**
   * KVM queues #UD before it exits on a failed emulation, unless it was told to exit only
   * (FETCH-05). Before another attempt it is taken back, or the guest would die of it.
   */
  static void forgetUndefinedOpcode(Vcpu vcpu) {
    StructValue events = vcpu.getVcpuEvents().value();
    boolean queued = events.get("exception.injected") != 0 || events.get("exception.pending") != 0;
    if (queued && events.get("exception.nr") == UD) {
      vcpu.setVcpuEvents(events.with("exception.injected", 0).with("exception.pending", 0))
          .orThrow();
    }
  }

  /** For people: what KVM said, and where the guest was. */
  static String describe(Vcpu vcpu) {
    MappedRun run = vcpu.kvmRun();
    Regs regs = vcpu.getRegs().value();
    return "%s suberror %d at rip 0x%x"
        .formatted(ExitReason.KVM_EXIT_INTERNAL_ERROR, run.get("internal.suberror"), regs.rip());
  }

  private Verdict judge() {
    map.awaitSettled();
    return map.completed() == entered ? Verdict.CRASHED : Verdict.RETRY;
  }
}
