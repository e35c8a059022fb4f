package io.github.kvmtck.vmm.vcpu;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.vmm.memory.MemoryMap;
import java.util.Optional;

/**
 * What to do when the guest could not be executed: the decision table of FETCH-23.
 *
 * <p>Such an exit is the guest's own fault, and the guest is stopped for good, unless this VMM took
 * the code away: a transaction is under way, or one was completed since the guest was entered. Then
 * it is entered once more. Another such exit with no transaction between is a crash, so that no
 * guest is entered again and again (TRACE-09). A VMM that stops its vCPUs first never sees the
 * former; the rule does not rely on that.
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
    Optional<Long> gpa = address(vcpu, vcpu.getRegs().value().rip());
    boolean hole = gpa.isEmpty() || map.at(gpa.get()).isEmpty() || straddles(vcpu, gpa.get());
    return hole ? judge() : Verdict.CRASHED;
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

  /** The bytes before the hole were there, and the next page is not (FETCH-03). */
  private boolean straddles(Vcpu vcpu, long gpa) {
    MappedRun run = vcpu.kvmRun();
    boolean bytes =
        run.get("internal.ndata") > 1
            && (run.get("emulation_failure.flags")
                    & RunBits.KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES)
                != 0;
    long size = run.get("emulation_failure.insn_size");
    boolean next = gpa % Linux.PAGE_SIZE + size == Linux.PAGE_SIZE;
    return bytes && next && map.at((gpa & -Linux.PAGE_SIZE) + Linux.PAGE_SIZE).isEmpty();
  }

  private static Optional<Long> address(Vcpu vcpu, long rip) {
    long linear = rip + vcpu.getSregs().value().segment("cs").base();
    StructValue translation =
        vcpu.ioctl(
                Registers.KVM_TRANSLATE,
                StructValue.of(Registers.TRANSLATION).with("linear_address", linear))
            .value();
    return translation.get("valid") == 0
        ? Optional.empty()
        : Optional.of(translation.get("physical_address"));
  }
}
