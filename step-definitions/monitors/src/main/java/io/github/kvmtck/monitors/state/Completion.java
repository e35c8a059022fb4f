package io.github.kvmtck.monitors.state;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.RunSnapshot;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.HyperV;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Run;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operation of a vCPU that the last exit left unfinished, until another KVM_RUN has finished it
 * (api.rst section 5, the note after KVM_EXIT_MMIO).
 */
public final class Completion {
  private static final Field HYPERV_TYPE = Run.RUN.field("hyperv.type");

  /** KVM_EXIT_HYPERV is in no version of the note, and has the same callback (COMP-27). */
  private static final long LISTED =
      bits(
          EnumSet.of(
              ExitReason.KVM_EXIT_IO,
              ExitReason.KVM_EXIT_MMIO,
              ExitReason.KVM_EXIT_OSI,
              ExitReason.KVM_EXIT_PAPR_HCALL,
              ExitReason.KVM_EXIT_XEN,
              ExitReason.KVM_EXIT_EPR,
              ExitReason.KVM_EXIT_HYPERCALL,
              ExitReason.KVM_EXIT_TDX,
              ExitReason.KVM_EXIT_HYPERV,
              ExitReason.KVM_EXIT_X86_RDMSR,
              ExitReason.KVM_EXIT_X86_WRMSR));

  private static final long KNOWN = bits(EnumSet.allOf(ExitReason.class));

  private @Nullable TraceEvent exit;
  private @Nullable TraceEvent completedBy;
  private @Nullable TraceEvent unproven;
  private boolean unknown;
  private boolean chained;
  private boolean unjudged;
  private boolean told;

  /** The exit whose operation is pending. */
  public Optional<TraceEvent> pending() {
    return Optional.ofNullable(exit);
  }

  /** The KVM_RUN that finished the last operation and ran nothing else. */
  public Optional<TraceEvent> completedBy() {
    return Optional.ofNullable(completedBy);
  }

  /** A KVM_RUN that was to finish it, and whose failure does not prove that it did. */
  public Optional<TraceEvent> unproven() {
    return Optional.ofNullable(unproven);
  }

  /** Whether it is, or was, pending only because nobody knows what the exit reason is. */
  public boolean isUnknown() {
    return unknown;
  }

  /** Whether the exit came of a KVM_RUN that was to complete an earlier one. */
  public boolean isChained() {
    return chained;
  }

  /** Whether nobody can tell, because what carries the calls came between. */
  public boolean isUnjudged() {
    return unjudged;
  }

  void left(Exit exit, boolean uninitialized) {
    if (exit.byTransport()) {
      unjudged = this.exit != null;
    } else if (exit.succeeded()) {
      succeeded(exit);
    } else if (exit.errno() == Errno.EINTR && !uninitialized) {
      TraceEvent by = this.exit == null ? completedBy : exit.run();
      boolean unknownToo = unknown;
      clear();
      completedBy = by;
      unknown = unknownToo;
    } else if (provesNothing(exit.errno())) {
      unproven = this.exit == null ? null : exit.run();
    } else {
      clear();
    }
  }

  /** EINTR of a vCPU that was UNINITIALIZED comes before the completion, and so do the others. */
  private static boolean provesNothing(Errno errno) {
    return switch (errno) {
      case EINTR, EINVAL, EAGAIN, EIO -> true;
      default -> false;
    };
  }

  private void succeeded(Exit next) {
    boolean again = exit != null && next.immediate();
    clear();
    unjudged = next.reason() == Exit.UNSEEN;
    told |= flagged(next);
    unknown = isUnknown(next);
    if (needs(next)) {
      exit = next.run();
      chained = again;
    }
  }

  /**
   * With KVM_RUN_NEEDS_COMPLETION the kernel itself says it: a kernel is known to by having set the
   * flag once.
   */
  private boolean needs(Exit next) {
    return told ? flagged(next) : unknown || isListed(next);
  }

  private static boolean flagged(Exit exit) {
    return (exit.run().after().map(RunSnapshot::flags).orElse(0)
            & Proposed.KVM_RUN_NEEDS_COMPLETION)
        != 0;
  }

  private static boolean isListed(Exit exit) {
    return has(LISTED, exit.reason())
        && !(exit.is(ExitReason.KVM_EXIT_MMIO) && exit.mmioLength() == Proposed.MMIO_LEN_FETCH)
        && !(exit.is(ExitReason.KVM_EXIT_HYPERV)
            && exit.get(HYPERV_TYPE) == HyperV.KVM_EXIT_HYPERV_SYNIC);
  }

  private static boolean isUnknown(Exit exit) {
    return exit.reason() != Exit.UNSEEN
        && !has(KNOWN, exit.reason())
        && !Proposed.EXIT_REASONS.containsValue(exit.reason());
  }

  private static long bits(Set<ExitReason> reasons) {
    return reasons.stream().mapToLong(reason -> 1L << reason.number()).reduce(0, (a, b) -> a | b);
  }

  private static boolean has(long reasons, int number) {
    return number >= 0 && number < Long.SIZE && (reasons >>> number & 1) != 0;
  }

  private void clear() {
    exit = null;
    completedBy = null;
    unproven = null;
    unknown = false;
    chained = false;
    unjudged = false;
  }
}
