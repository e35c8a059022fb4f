package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.PAUSE;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link LostKick} and {@link WaitingPause}. */
class LostKickTest {
  private static final long HANG = 5_001;

  private final Story story =
      new Story((docket, situation) ->
          List.of(new LostKick(docket, situation), new WaitingPause(docket, situation)));
  private final StoryVcpu vcpu0 = story.vcpu(0);

  @Test
  void aFlagThatIsSetWithoutASignalIsSeenTooLate() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE).millis(HANG);
    run.exits(hlt().immediate());
    story.end(PAUSE);
    assertThat(story.findings()).containsExactly("SAVE-12 VIOLATION");
  }

  @Test
  void aSignalBetweenTwoRunsNeedsTheFlag() {
    vcpu0.exits(hlt());
    story.begin(PAUSE);
    vcpu0.signalled();
    StoryVcpu.Running run = vcpu0.run();
    story.millis(HANG);
    run.exits(hlt());
    story.end(PAUSE);
    assertThat(story.findings()).containsExactly("SIG-05 VIOLATION");
  }

  @Test
  void withTheFlagItEndsAtOnce() {
    vcpu0.exits(hlt());
    story.begin(PAUSE);
    vcpu0.signalled().takesSignal().completes();
    story.end(PAUSE);
    assertThat(story.findings()).isEmpty();
    Judgement judgement = story.judgement();
    assertThat(Story.rule(judgement, "SIG-05").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "R5").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void noSignalAtAllLeavesWhoeverWaitsForAPage() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE).millis(HANG);
    run.exits(hlt());
    assertThat(story.findings()).containsExactly("R5 VIOLATION");
  }

  @Test
  void alsoWhereTheTraceEndsInIt() {
    vcpu0.run();
    story.begin(PAUSE).millis(HANG).end(PAUSE);
    assertThat(story.findings()).containsExactly("R5 VIOLATION");
  }

  @Test
  void aSignalIsTheWay() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    vcpu0.signalled();
    run.fails(Errno.EINTR);
    story.end(PAUSE);
    assertThat(Story.rule(story.judgement(), "R5").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aFlagWithItsSignalKeepsBothHalves() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    vcpu0.signalled();
    run.exits(hlt().immediate());
    Judgement judgement = story.end(PAUSE).judgement();
    assertThat(Story.rule(judgement, "SAVE-12").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "R5").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "SIG-05").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aSignalThatEndsNothingIsANote() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    vcpu0.signalled();
    story.millis(HANG);
    run.fails(Errno.EINTR);
    assertThat(story.findings()).containsExactly("R5 NOTE");
  }

  @Test
  void aLongRunThatNobodyWantsToEndIsNone() {
    StoryVcpu.Running run = vcpu0.run();
    story.millis(HANG).begin(PAUSE);
    run.exits(hlt().immediate());
    assertThat(Story.rule(story.judgement(), "SAVE-12").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aKickWaitsForAVcpuWhoseTaskIsNotSignalled() {
    StoryVcpu.Running run = vcpu0.run();
    StoryVm.UnderWay kick = story.vm().begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    story.millis(HANG);
    run.fails(Errno.EINTR);
    kick.returns();
    assertThat(story.findings()).containsExactly("KICK-10 VIOLATION");
  }

  @Test
  void oneThatIsSignalledIsNoConcernOfIt() {
    StoryVcpu.Running run = vcpu0.run();
    StoryVm.UnderWay kick = story.vm().begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    vcpu0.signalled();
    run.fails(Errno.EINTR);
    kick.returns();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anExitThatStaysUnservedInAPauseIsADeadlock() {
    vcpu0.exits(in(0x10));
    story.begin(PAUSE).millis(HANG);
    assertThat(story.end(PAUSE).findings()).containsExactly("SAVE-13 VIOLATION");
  }

  @Test
  void servingItIsTheWay() {
    vcpu0.exits(in(0x10));
    story.begin(PAUSE).millis(HANG);
    vcpu0.run(KvmRun.zero().immediate()).fails(Errno.EINTR);
    story.end(PAUSE);
    assertThat(Story.rule(story.judgement(), "SAVE-13").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void itIsServedAlsoWhereItsTaskCallsSomethingElse() {
    vcpu0.exits(in(0x10));
    story.begin(PAUSE);
    vcpu0.calls(new Syscall.Read(3, 0, 8));
    story.millis(HANG);
    assertThat(story.end(PAUSE).findings()).isEmpty();
  }

  @Test
  void aSignalOfTheLastPauseIsNoneOfThisOne() {
    vcpu0.exits(hlt());
    story.begin(PAUSE);
    vcpu0.signalled();
    story.end(PAUSE);
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE).millis(HANG);
    run.exits(hlt());
    Judgement judgement = story.judgement();
    assertThat(Story.only(judgement, Level.VIOLATION).rule().id()).isEqualTo("R5");
    assertThat(Story.only(judgement, Level.VIOLATION).why()).startsWith("nobody signalled");
  }

  @Test
  void aKickThatReturnedWaitsForNobody() {
    StoryVm.UnderWay kick = story.vm().begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    story.vm("other").calls(Timers.KVM_GET_CLOCK);
    kick.returns();
    StoryVcpu.Running run = vcpu0.run();
    story.millis(HANG);
    run.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aKickThatReturnsOverAVcpuInKvmRunIsJudgedThen() {
    vcpu0.run();
    StoryVm.UnderWay kick = story.vm().begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    story.millis(HANG);
    kick.returns();
    assertThat(story.findings()).containsExactly("KICK-10 VIOLATION");
  }

  @Test
  void anExitThatWaitedBeforeThePauseWaitedForSomethingElse() {
    vcpu0.exits(in(0x10));
    story.millis(HANG).begin(PAUSE).end(PAUSE).millis(HANG).begin(PAUSE);
    vcpu0.completes();
    story.end(PAUSE);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "SAVE-13").exercised()).isEqualTo(2);
  }
}
