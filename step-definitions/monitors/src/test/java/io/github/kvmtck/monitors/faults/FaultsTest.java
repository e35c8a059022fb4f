package io.github.kvmtck.monitors.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.Tracer;
import io.github.kvmtck.api.faults.AccessInTwo;
import io.github.kvmtck.api.faults.Fault;
import io.github.kvmtck.api.faults.FaultyKernel;
import io.github.kvmtck.api.faults.IdleWakes;
import io.github.kvmtck.api.faults.InterruptedRuns;
import io.github.kvmtck.api.faults.InterruptedRuns.Reason;
import io.github.kvmtck.api.faults.LateSignals;
import io.github.kvmtck.api.faults.NoMemoryForSlots;
import io.github.kvmtck.api.faults.NoMemoryForSlots.Change;
import io.github.kvmtck.api.faults.UnreadableMsr;
import io.github.kvmtck.monitors.Judge;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.TheRules;
import io.github.kvmtck.monitors.faults.SmallVmm.Habit;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A VMM that keeps its duties runs its guest on every fault as it would without, and nothing is
 * found about it; one with a bad habit is told by its guest, by the monitors, or by both.
 */
@Timeout(60)
class FaultsTest {
  private static final int MSR = 0x175;
  private static final int DOTS = 5;
  private static final int EVERY = 3;

  private final Judge judge = new Judge(TheRules.catalogue(), Monitors::all);
  private final Trace trace = new Trace(judge);

  private Kernel kernel(Fault fault) {
    Kernel faulty = new FaultyKernel(Reference.open(), fault);
    return new InterceptedKernel(faulty, faulty.about(), process -> new Tracer(process, trace));
  }

  private String run(Fault fault, Habit habit) {
    try (Kernel kernel = kernel(fault);
        SmallVmm vmm = new SmallVmm(kernel, trace, habit)) {
      return vmm.run(DOTS, EVERY);
    }
  }

  private static Stream<Fault> faults() {
    return Stream.of(
        new AccessInTwo(),
        new IdleWakes(1),
        new InterruptedRuns(2, Reason.INTR),
        new InterruptedRuns(2, Reason.STALE),
        new LateSignals(1),
        new UnreadableMsr(MSR, new AtomicBoolean(true)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whoKeepsItsDutiesNoticesNothing(Fault fault) {
    assertThat(run(fault, Habit.NONE)).isEqualTo(".".repeat(DOTS));
    Judgement judgement = judge.conclude();
    assertThat(judgement.findings(Level.VIOLATION)).isEmpty();
    assertThat(judgement.findings(Level.WARNING)).isEmpty();
    assertThat(Story.rule(judgement, "SAVE-07").exercised()).isPositive();
  }

  @Test
  void anOldExitThatIsServedAgainIsSeen() {
    InterruptedRuns fault = new InterruptedRuns(2, Reason.STALE);
    assertThat(run(fault, Habit.SERVES_WHAT_A_FAILURE_LEFT)).isEqualTo("X");
    assertThat(Story.failed(judge.conclude())).containsExactly("IMM-04", "SAVE-05");
  }

  @Test
  void anInterruptionIsNoExit() {
    InterruptedRuns fault = new InterruptedRuns(2, Reason.INTR);
    assertThat(run(fault, Habit.SERVES_WHAT_A_FAILURE_LEFT)).isEqualTo("?");
  }

  @Test
  void noAccessOfEightBytesComesWhole() {
    try (Kernel kernel = kernel(new AccessInTwo());
        SmallVmm vmm = new SmallVmm(kernel, trace, Habit.NONE)) {
      assertThat(vmm.run(1, 0)).isEqualTo(".");
      assertThat(vmm.lengths()).containsExactly(1, 4);
    }
  }

  @Test
  void aSecondPartThatIsDroppedIsSeen() {
    assertThat(run(new AccessInTwo(), Habit.DROPS_THE_EXIT_OF_A_PAUSE)).endsWith("X");
    assertThat(Story.failed(judge.conclude())).contains("SAVE-02", "SAVE-04");
  }

  @Test
  void msrsThatNobodyCountsAreSeen() {
    run(new UnreadableMsr(MSR, new AtomicBoolean(true)), Habit.COUNTS_NO_MSRS);
    assertThat(Story.failed(judge.conclude())).containsExactly("SAVE-16");
  }

  @Test
  void aSlotThatIsNotMadeIsMissed() {
    for (Habit habit : List.of(Habit.NONE, Habit.IGNORES_ENOMEM)) {
      AtomicInteger next = new AtomicInteger();
      try (Kernel kernel = kernel(new NoMemoryForSlots(next, Change.CREATION));
          SmallVmm vmm = new SmallVmm(kernel, trace, habit)) {
        assertThat(vmm.run(1, 0)).isEqualTo(".");
        next.set(1);
        vmm.changeMemory();
        assertThat(vmm.run(2, 0)).isEqualTo(habit == Habit.NONE ? ".." : ".X");
        assertThat(next).hasValue(0);
      }
    }
  }
}
