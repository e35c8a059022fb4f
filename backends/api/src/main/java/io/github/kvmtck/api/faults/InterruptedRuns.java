package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;

/**
 * Some KVM_RUNs fail with EINTR though nobody has sent the client a signal that it would know of.
 *
 * <p>xfer_to_guest_mode_handle_work returns -EINTR for whatever sets TIF_SIGPENDING or
 * TIF_NOTIFY_SIGNAL: the freezer, a tracer that attaches, SIGSTOP and SIGCONT, task work of
 * io_uring. None of these runs a handler.
 *
 * <p>What is pending is finished first (api.rst section 5, note after KVM_EXIT_MMIO; rule COMP-02),
 * and where that is one part of an instruction the next part comes and not EINTR (rule COMP-07).
 *
 * @param every how many KVM_RUNs of a vCPU go by for one that is interrupted
 * @param reason what exit_reason holds then
 */
public record InterruptedRuns(int every, Reason reason) implements Fault {
  /** A client that sets immediate_exit has no reason to take it for its own. */
  private static final int OURS = 0x80;

  /** What exit_reason holds after EINTR. */
  public enum Reason {
    /** KVM_EXIT_INTR: kvm_handle_signal_exit. */
    INTR,
    /**
     * What the exit before has left. api.rst section 5 says what exit_reason means where KVM_RUN
     * has returned 0, and nothing of what it holds otherwise; immediate_exit leaves it so too (rule
     * IMM-04).
     */
    STALE
  }

  @Override
  public Injector begin() {
    return RunFault.perVcpu(() -> new OneVcpu(every, reason));
  }

  private static final class OneVcpu implements RunFault {
    private final int every;
    private final Reason reason;
    private int runs;

    OneVcpu(int every, Reason reason) {
      this.every = every;
      this.reason = reason;
    }

    @Override
    public Result run(IoctlCall call, RunPage page) {
      runs++;
      if (runs % every != 0 || !page.immediateExit(0, OURS)) {
        return call.proceed();
      }
      Result result = call.proceed();
      boolean unused = page.immediateExit(OURS, 0);
      if (result.errno() == Errno.EINTR && reason == Reason.INTR) {
        page.run().exitReason(ExitReason.KVM_EXIT_INTR.number());
      }
      return result;
    }
  }
}
