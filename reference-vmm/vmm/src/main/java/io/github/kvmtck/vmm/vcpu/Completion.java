package io.github.kvmtck.vmm.vcpu;

import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_DEBUG;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_DIRTY_RING_FULL;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_FAIL_ENTRY;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_HLT;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_INTERNAL_ERROR;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_INTR;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_IOAPIC_EOI;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_IRQ_WINDOW_OPEN;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_SHUTDOWN;
import static io.github.kvmtck.api.uapi.ExitReason.KVM_EXIT_SYSTEM_EVENT;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Proposed;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Whether KVM still has something to do for the instruction that exited, and how it is brought to
 * do it.
 *
 * <p>What is pending is no part of the state that a client can read (COMP-04), so nothing is saved
 * and no vCPU is left alone before KVM_RUN was entered again (SAVE-01). One re-entry need not be
 * enough: the same instruction can exit again, is served again, and only EINTR ends it (SAVE-02,
 * SAVE-04, COMP-06). EAGAIN and others prove nothing.
 */
final class Completion {
  /** Those that the documentation has nothing to complete for (SAVE-09). Any other one does. */
  private static final Set<ExitReason> COMPLETE =
      EnumSet.of(
          KVM_EXIT_DEBUG,
          KVM_EXIT_SHUTDOWN,
          KVM_EXIT_INTR,
          KVM_EXIT_HLT,
          KVM_EXIT_IRQ_WINDOW_OPEN,
          KVM_EXIT_IOAPIC_EOI,
          KVM_EXIT_FAIL_ENTRY,
          KVM_EXIT_INTERNAL_ERROR,
          KVM_EXIT_SYSTEM_EVENT,
          KVM_EXIT_DIRTY_RING_FULL);

  private boolean pending;

  /**
   * KVM_RUN returned, with this in kvm_run where it returned 0.
   *
   * <p>A reason that is not known is taken for one that needs completion (SAVE-15), and so is every
   * one that KVM marks (KVM_RUN_NEEDS_COMPLETION).
   */
  void saw(Result result, MappedRun run) {
    switch (result.errno()) {
      case NONE ->
          pending =
              (run.flags() & Proposed.KVM_RUN_NEEDS_COMPLETION) != 0
                  || ExitReason.of(run.exitReason()).filter(COMPLETE::contains).isEmpty();
      case EINTR -> pending = false;
      default -> {}
    }
  }

  boolean isPending() {
    return pending;
  }

  /**
   * Runs until nothing is pending.
   *
   * @param run one KVM_RUN with immediate_exit set, whose exit is served; false to give up
   */
  void finish(BooleanSupplier run) {
    boolean more = true;
    while (pending && more) {
      more = run.getAsBoolean();
    }
  }
}
