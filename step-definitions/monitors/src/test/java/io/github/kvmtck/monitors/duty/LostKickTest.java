package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.PAUSE;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class LostKickTest {
  private static final long HANG = 5_001;

  private final Story story = Story.to(LostKick::new);
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
    Judgement judgement = story.end(PAUSE).judgement();
    assertThat(Story.rule(judgement, "R5").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "SAVE-12").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
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
    Judgement judgement = story.judgement();
    assertThat(Story.rule(judgement, "KICK-10").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "R5").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
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
  void aSignalOfTheLastPauseIsNoneOfThisOneInTheSameRunEither() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    vcpu0.signalled();
    story.end(PAUSE).begin(PAUSE).millis(HANG);
    run.exits(hlt());
    assertThat(story.findings()).containsExactly("R5 VIOLATION");
  }

  @Test
  void norDoesOneOfTheLastRun() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    vcpu0.signalled();
    run.fails(Errno.EINTR);
    run = vcpu0.run();
    story.millis(HANG);
    run.exits(hlt());
    assertThat(story.findings()).containsExactly("R5 VIOLATION");
  }

  @Test
  void norThatOfAnotherTask() {
    story.vcpu(1).exits(hlt());
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    story.vcpu(1).signalled();
    story.millis(HANG);
    run.exits(hlt());
    assertThat(story.findings()).containsExactly("R5 VIOLATION");
  }

  @Test
  void theLastCallOfATraceTellsHowLongItWas() {
    vcpu0.run();
    story.begin(PAUSE).millis(HANG);
    story.vm().calls(Timers.KVM_GET_CLOCK);
    assertThat(story.findings()).containsExactly("R5 VIOLATION");
  }

  @Test
  void aPauseThatEndsBeforeTheBoundSaysNothing() {
    vcpu0.run();
    story.begin(PAUSE).end(PAUSE);
    assertThat(Story.rule(story.judgement(), "R5").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aKickWaitsFromItsBeginningToItsEnd() {
    StoryVcpu.Running run = vcpu0.run();
    story.millis(HANG);
    StoryVm.UnderWay kick = story.vm().begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    run.fails(Errno.EINTR);
    kick.returns();
    run = vcpu0.run();
    kick = story.vm().begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    story.vm("other").calls(Timers.KVM_GET_CLOCK);
    story.millis(HANG);
    run.fails(Errno.EINTR);
    kick.returns();
    assertThat(story.findings()).containsExactly("KICK-10 VIOLATION");
  }

  @Test
  void theHandlersHalfHasOccasionBetweenTwoRunsOnly() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    run.exits(hlt());
    vcpu0.signalled();
    run = vcpu0.run();
    vcpu0.signalled();
    run.fails(Errno.EINTR);
    assertThat(Story.rule(story.judgement(), "SIG-05").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aRunThatFollowsASignalAndEndsKeepsTheRule() {
    vcpu0.exits(hlt());
    story.begin(PAUSE);
    vcpu0.signalled().exits(hlt());
    assertThat(Story.rule(story.judgement(), "SIG-05").verdict()).isEqualTo(Verdict.PASS);
  }
}
