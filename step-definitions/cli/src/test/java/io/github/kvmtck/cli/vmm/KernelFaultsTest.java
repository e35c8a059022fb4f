package io.github.kvmtck.cli.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Verdict;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scenario with a fault of the kernel fails where the VMM does what the fault is to show. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KernelFaultsTest {
  @TempDir Path folder;

  private static Stream<Arguments> badHabits() {
    return Stream.of(
        Arguments.of(
            "it serves the exit that a failed KVM_RUN has left",
            "SAVE-05/every-second-kvm-run-fails-beside-an-old-exit",
            (Habit) KernelFaultsTest::servesAnOldExit),
        Arguments.of(
            "it does not enter KVM_RUN again before it saves",
            "SAVE-07/an-exit-comes-exactly-at-the-pause",
            (Habit) KernelFaultsTest::completesNothing),
        Arguments.of(
            "it takes an interruption for an error",
            "SAVE-07/every-second-kvm-run-is-interrupted",
            (Habit) KernelFaultsTest::doesNotExpectEintr),
        Arguments.of(
            "it takes EAGAIN for an error",
            "R2/kvm-run-of-a-vcpu-that-waits-comes-back",
            (Habit) KernelFaultsTest::doesNotExpectEagain),
        Arguments.of(
            "it serves no exit that comes while it stops",
            "SAVE-02/an-access-leaves-twice",
            (Habit) KernelFaultsTest::stopsAfterOneReentry),
        Arguments.of(
            "it does not heed KVM_RUN_NEEDS_COMPLETION",
            "SAVE-07/the-kernel-says-which-exits-need-completion",
            (Habit) KernelFaultsTest::completesNothing),
        Arguments.of(
            "it does not look how many MSRs were read",
            "SAVE-16/an-msr-cannot-be-read",
            (Habit) KernelFaultsTest::countsNoMsrs),
        Arguments.of(
            "it does not look whether a slot was made",
            "TRACE-07/memory-is-added-to-a-running-guest-and-the-kernel-has-none-for-it",
            (Habit) KernelFaultsTest::ignoresErrors));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badHabits")
  void aBadHabitIsSeen(String what, String scenario, Habit habit) throws Exception {
    ScenarioResult result = BrokenVmm.run(BrokenVmm.with(habit), scenario, folder);
    assertThat(result.verdict()).as("%s: %s", what, result).isEqualTo(Verdict.FAIL);
  }

  /** The VMM takes a failure for success, and finds an access to a port. */
  private static Result servesAnOldExit(Made call) {
    Result result = call.proceed();
    return call.is(VcpuRun.KVM_RUN)
            && result.errno() == Errno.EINTR
            && call.run().exitReason() == ExitReason.KVM_EXIT_IO.number()
            && !call.immediate()
        ? Result.ZERO
        : result;
  }

  /** The VMM knows of no EINTR but that of its own kicks. */
  private static Result doesNotExpectEintr(Made call) {
    Result result = call.proceed();
    return call.is(VcpuRun.KVM_RUN) && result.errno() == Errno.EINTR && !call.immediate()
        ? Result.error(Errno.EIO)
        : result;
  }

  private static Result doesNotExpectEagain(Made call) {
    Result result = call.proceed();
    return result.errno() == Errno.EAGAIN ? Result.error(Errno.EIO) : result;
  }

  /** The VMM believes that it has entered KVM_RUN with immediate_exit, and has not. */
  private static Result completesNothing(Made call) {
    return call.is(VcpuRun.KVM_RUN) && call.immediate()
        ? Result.error(Errno.EINTR)
        : call.proceed();
  }

  /** The VMM takes whatever KVM_RUN returns for the end of a completion. */
  private static Result stopsAfterOneReentry(Made call) {
    boolean completes = call.is(VcpuRun.KVM_RUN) && call.immediate();
    Result result = call.proceed();
    return completes && !result.failed() ? Result.error(Errno.EINTR) : result;
  }

  /** The VMM believes that all were read. */
  private static Result countsNoMsrs(Made call) {
    Result result = call.proceed();
    return call.is(Msrs.KVM_GET_MSRS) && !result.failed()
        ? Result.of(call.argument(Msrs.MSRS).get("nmsrs"))
        : result;
  }

  /** The VMM believes that a slot was set. */
  private static Result ignoresErrors(Made call) {
    Result result = call.proceed();
    return call.is(Memslots.KVM_SET_USER_MEMORY_REGION) ? Result.ZERO : result;
  }
}
