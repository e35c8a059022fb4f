package io.github.kvmtck.cli.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.drivers.Launch;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario fails where the reference VMM is broken in the one place that it is about. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScenariosCanFailTest {
  private static final String SAVED = "-is-saved-and-restored";

  @TempDir Path folder;

  private static Stream<Arguments> breaches() {
    return Stream.of(
            Stream.of(
                    "a-guest-that-reads-a-fifo",
                    "a-guest-that-reads-a-register-which-reading-changes",
                    "a-guest-that-writes-to-a-fifo-twice-in-a-row",
                    "a-guest-that-reads-an-msr-of-the-vmm",
                    "a-guest-that-asks-for-a-page-to-be-mapped")
                .map(scenario -> habit("SAVE-01/" + scenario + SAVED, new Skips())),
            Stream.of(
                    "a-guest-that-reads-16-bytes-of-registers-at-once",
                    "a-guest-that-writes-16-bytes-of-registers-at-once",
                    "a-guest-that-increments-a-register-of-a-device",
                    "a-guest-that-copies-registers-by-rep-movs",
                    "a-guest-that-copies-from-a-fifo-by-rep-movs")
                .map(scenario -> habit("SAVE-04/" + scenario + SAVED, new Once())),
            Stream.of(
                    "R1/a-guest-is-paused-by-two",
                    "R1/a-paused-guest-is-saved",
                    "R1/the-memory-of-a-paused-guest-changes",
                    "FETCH-25/a-guest-that-jumps-into-a-hole")
                .map(scenario -> Arguments.of(scenario, new Forgetful())),
            Stream.of(
                habit("TRACE-07/the-memory-of-a-running-guest-changes", new Resizes()),
                habit("TRACE-09/a-guest-that-jumps-into-a-hole-is-not-run-any-more", new Retries()),
                habit(
                    "VTL-20/an-nmi-comes-for-a-level-while-another-one-goes-first", new Insists()),
                habit("TRACE-13/a-guest-that-writes-all-the-time-is-migrated", new Late())))
        .flatMap(each -> each);
  }

  private static Arguments habit(String scenario, Habit habit) {
    return Arguments.of(scenario, BrokenVmm.with(habit));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaches")
  void aBreachIsSeen(String scenario, Launch vmm) throws Exception {
    ScenarioResult result = BrokenVmm.run(vmm, scenario, folder);
    assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.FAIL);
  }

  /** Where it is kicked it does not call KVM_RUN again. */
  private record Skips() implements Habit {
    @Override
    public Result call(Made call) {
      return call.is(VcpuRun.KVM_RUN) && call.immediate()
          ? Result.error(Errno.EINTR)
          : call.proceed();
    }
  }

  /** It calls KVM_RUN once to complete an exit, whatever comes of it. */
  private static final class Once implements Habit {
    private boolean called;

    @Override
    public synchronized Result call(Made call) {
      if (!call.is(VcpuRun.KVM_RUN)) {
        return call.proceed();
      } else if (!call.immediate()) {
        called = false;
        return call.proceed();
      } else if (called) {
        return Result.error(Errno.EINTR);
      }
      called = true;
      return call.proceed();
    }
  }

  /** It tries to make each new slot a page smaller. */
  private record Resizes() implements Habit {
    @Override
    public Result call(Made call) {
      Result result = call.proceed();
      if (call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        var region = call.argument(Memslots.USERSPACE_MEMORY_REGION);
        long size = region.get("memory_size");
        if (size > 0) {
          call.argument(region.with("memory_size", size - 0x1000));
          call.proceed();
          call.argument(region);
        }
      }
      return result;
    }
  }

  /** It enters a guest that has crashed again. */
  private record Retries() implements Habit {
    private static final int TIMES = 4;

    @Override
    public Result call(Made call) {
      Result result = call.proceed();
      for (int i = 0; i < TIMES && crashed(call, result); i++) {
        result = call.proceed();
      }
      return result;
    }

    private static boolean crashed(Made call, Result result) {
      return call.is(VcpuRun.KVM_RUN)
          && !result.failed()
          && call.run().exitReason() == ExitReason.KVM_EXIT_INTERNAL_ERROR.number();
    }
  }

  /** It enters an inactive level again whatever woke it. */
  private record Insists() implements Habit {
    @Override
    public Result call(Made call) {
      Result result = call.proceed();
      while (woken(call, result)) {
        result = call.proceed();
      }
      return result;
    }

    private static boolean woken(Made call, Result result) {
      return call.is(VcpuRun.KVM_RUN)
          && !result.failed()
          && call.run().exitReason() == ExitReason.KVM_EXIT_SYSTEM_EVENT.number();
    }
  }

  /** It reads no dirty log any more when the guest stands still. */
  private static final class Late implements Habit {
    private boolean saved;

    @Override
    public synchronized Result call(Made call) {
      saved |= call.is(Registers.KVM_GET_SREGS);
      return saved && call.is(DirtyLog.KVM_GET_DIRTY_LOG) ? Result.ZERO : call.proceed();
    }
  }
}
