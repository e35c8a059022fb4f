package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedVtl;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class BusyLoopTest {
  private static final int LOOP = 1000;
  private static final KvmRun WAKEUP =
      KvmRun.reason(ExitReason.KVM_EXIT_SYSTEM_EVENT)
          .with("system_event.type", RunBits.KVM_SYSTEM_EVENT_WAKEUP);

  private final Story story = Story.to(BusyLoop::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private static void times(int count, Runnable what) {
    for (int i = 0; i < count; i++) {
      what.run();
    }
  }

  @Test
  void aThousandInARowAreALoop() {
    times(2 * LOOP, vcpu0::completes);
    assertThat(story.findings()).containsExactly("TRACE-10 WARNING");
  }

  @Test
  void fewerAreNone() {
    times(LOOP - 1, vcpu0::completes);
    assertThat(Story.rule(story.judgement(), "TRACE-10").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void anExitInBetweenIsWork() {
    times(LOOP - 1, vcpu0::completes);
    vcpu0.exits(hlt());
    times(LOOP - 1, vcpu0::completes);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void waitingEndsTheRow() {
    times(LOOP - 1, vcpu0::completes);
    vcpu0.calls(new Syscall.Poll(0, 0, 10));
    times(LOOP - 1, vcpu0::completes);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anotherTasksWaitingDoesNot() {
    times(LOOP - 1, vcpu0::completes);
    story.vcpu(1).calls(new Syscall.Poll(0, 0, 10));
    vcpu0.completes();
    assertThat(story.findings()).containsExactly("TRACE-10 WARNING");
  }

  @Test
  void whoeverTakesTimeMayHaveWaitedUnseen() {
    times(
        2 * LOOP,
        () -> {
          vcpu0.completes();
          story.millis(1);
        });
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void whoeverIsInKvmRunForAWhileWaitsThere() {
    times(
        2 * LOOP,
        () -> {
          StoryVcpu.Running run = vcpu0.run();
          story.millis(1);
          run.fails(Errno.EINTR);
        });
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aBusyHostHidesNoLoop() {
    times(
        100,
        () -> {
          times(50, vcpu0::completes);
          story.millis(5);
        });
    assertThat(story.findings()).containsExactly("TRACE-10 WARNING");
  }

  @Test
  void whatTheTransportDidIsNoLoop() {
    times(2 * LOOP, () -> vcpu0.run().failsByTransport());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anInactiveVtlIsNotEnteredAgainAndAgain() {
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP, () -> vcpu0.exits(WAKEUP));
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("VTL-07", "VTL-20");
    assertThat(Story.rule(judgement, "VTL-07").impliedBy()).contains("VTL-20");
  }

  @Test
  void makingItRunnableEndsTheRow() {
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP - 1, () -> vcpu0.exits(WAKEUP));
    vcpu0.mpState(MpState.KVM_MP_STATE_RUNNABLE.number()).exits(hlt());
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL).exits(WAKEUP);
    assertThat(Story.rule(story.judgement(), "VTL-20").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void theWakeUpOfARunnableVcpuIsNone() {
    times(LOOP, () -> vcpu0.exits(WAKEUP));
    assertThat(Story.rule(story.judgement(), "VTL-20").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aMillisecondTakesTwentyBack() {
    times(
        LOOP,
        () -> {
          times(20, vcpu0::completes);
          story.millis(1);
        });
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void andNotOneMore() {
    times(
        LOOP,
        () -> {
          times(21, vcpu0::completes);
          story.millis(1);
        });
    assertThat(story.findings()).containsExactly("TRACE-10 WARNING");
  }

  @Test
  void timeThatGoesByBeforeTheRowGivesNoCredit() {
    vcpu0.completes();
    story.millis(1);
    times(LOOP, vcpu0::completes);
    assertThat(story.findings()).containsExactly("TRACE-10 WARNING");
  }

  @Test
  void everyRowIsReported() {
    times(LOOP, vcpu0::completes);
    vcpu0.exits(hlt());
    times(LOOP, vcpu0::completes);
    assertThat(story.findings()).containsExactly("TRACE-10 WARNING", "TRACE-10 WARNING");
  }

  @Test
  void wakeUpsAndInterruptionsAreTwoRows() {
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP - 1, () -> vcpu0.exits(WAKEUP));
    times(LOOP - 1, vcpu0::completes);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aSuspendedVcpuIsJudgedAlike() {
    vcpu0.mpState(MpState.KVM_MP_STATE_SUSPENDED.number());
    times(LOOP, () -> vcpu0.exits(WAKEUP));
    assertThat(story.findings()).containsExactly("VTL-20 VIOLATION");
  }

  @Test
  void otherExitsOfAnInactiveVtlAreNoWakeUps() {
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP, () -> vcpu0.exits(WAKEUP.with("exit_reason", hltReason())));
    times(LOOP, () -> vcpu0.exits(WAKEUP.with("system_event.type", 1)));
    assertThat(Story.rule(story.judgement(), "VTL-20").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  private static int hltReason() {
    return ExitReason.KVM_EXIT_HLT.number();
  }

  @Test
  void settingTheStateAgainEndsTheRow() {
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP - 1, () -> vcpu0.exits(WAKEUP));
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP - 1, () -> vcpu0.exits(WAKEUP));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void otherCallsDoNot() {
    vcpu0.mpState(ProposedVtl.KVM_MP_STATE_HV_INACTIVE_VTL);
    times(LOOP - 1, () -> vcpu0.exits(WAKEUP));
    vcpu0.gets(Registers.KVM_GET_REGS).exits(WAKEUP);
    assertThat(story.findings()).containsExactly("VTL-20 VIOLATION");
  }
}
