package io.github.kvmtck.api.faults;

import static io.github.kvmtck.api.uapi.VcpuEvents.GUEST_DEBUG;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_ENABLE;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_GUESTDBG_SINGLESTEP;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_SET_GUEST_DEBUG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A signal that comes while the guest runs ends KVM_RUN some instructions of the guest later. Where
 * one of them leaves, KVM_RUN returns 0 with that exit: it comes exactly at the kick.
 *
 * <p>A signal reaches a vCPU on another processor by kvm_vcpu_kick, an interrupt between
 * processors. Nothing says how far the guest gets until it comes, and vcpu_run looks for signals
 * only where no exit to userspace is due. Nobody looks at immediate_exit meanwhile (rule IMM-02).
 *
 * <p>The instructions are counted by single steps. A client that debugs its guest has that for
 * itself, and its signals come in time.
 *
 * @param instructions how many at most
 */
public record LateSignals(int instructions) implements Fault {

  @Override
  public Injector begin() {
    Set<Object> debugged = ConcurrentHashMap.newKeySet();
    Injector late =
        RunFault.perVcpu(() ->
            (call, page) -> debugged.contains(call.file()) ? call.proceed() : run(call, page));
    return call -> {
      if (call.is(KVM_SET_GUEST_DEBUG) && call.argument(GUEST_DEBUG).get("control") != 0) {
        debugged.add(call.file());
      }
      return late.answer(call);
    };
  }

  private Result run(IoctlCall call, RunPage page) {
    boolean immediate = page.immediateExit() != 0;
    Result result = call.proceed();
    return result.errno() == Errno.EINTR && !immediate && runs(call)
        ? late(call, page, result)
        : result;
  }

  private Result late(IoctlCall call, RunPage page, Result interrupted) {
    int flag = page.immediateExit();
    boolean hidden = flag != 0 && page.immediateExit(flag, 0);
    debug(call, KVM_GUESTDBG_ENABLE | KVM_GUESTDBG_SINGLESTEP);
    Result result = steps(call, page.run(), interrupted);
    debug(call, 0);
    if (hidden) {
      boolean unused = page.immediateExit(0, flag);
    }
    if (result.errno() == Errno.EINTR) {
      page.run().exitReason(ExitReason.KVM_EXIT_INTR.number());
    }
    return result;
  }

  private Result steps(IoctlCall call, MappedRun run, Result interrupted) {
    for (int left = instructions; left > 0 && runs(call); left--) {
      Result result = call.proceed();
      if (result.failed() || run.exitReason() != ExitReason.KVM_EXIT_DEBUG.number()) {
        return result;
      }
    }
    return interrupted;
  }

  /** A vCPU that waits in KVM has no instruction to run, and a signal ends that at once. */
  private static boolean runs(IoctlCall call) {
    return call.mpState() == MpState.KVM_MP_STATE_RUNNABLE.number();
  }

  private static void debug(IoctlCall call, int control) {
    StructValue unused =
        call.ask(KVM_SET_GUEST_DEBUG, StructValue.of(GUEST_DEBUG).with("control", control));
  }
}
