package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class KickingTest {
  private final Story story = Story.to(Kicking::new);
  private final StoryVm one = story.vm("one");
  private final StoryVm two = story.vm("two");
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private static void kicks(StoryVm task) {
    task.calls(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
  }

  private static void resumes(StoryVm task) {
    task.calls(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
  }

  @Test
  void theEndOfOneHoldEndsAllOfThem() {
    kicks(one);
    kicks(two);
    resumes(one);
    vcpu0.exits(hlt());
    resumes(two);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("R1", "R2", "TRACE-06");
    assertThat(Story.rule(judgement, "R1").impliedBy()).contains("TRACE-06");
  }

  @Test
  void whoeverCountsResumesAtTheLast() {
    kicks(one);
    kicks(two);
    resumes(one);
    vcpu0.interrupted();
    resumes(two);
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "TRACE-06").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void whoeverCountsByItselfResumesOnce() {
    kicks(one);
    kicks(two);
    resumes(one);
    vcpu0.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aSingleHoldIsFine() {
    kicks(one);
    vcpu0.interrupted();
    resumes(one);
    vcpu0.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aRunThatEndedBeforeTheResumeIsNoBreach() {
    kicks(one);
    kicks(two);
    StoryVcpu.Running run = vcpu0.run();
    resumes(one);
    run.exits(hlt());
    vcpu0.completes();
    resumes(two);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aHoldThatBeginsWhileAnotherEndsIsAViolation() {
    kicks(one);
    StoryVm.UnderWay resume = one.begins(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
    kicks(two);
    resume.returns();
    assertThat(story.findings()).containsExactly("TRACE-06 VIOLATION");
  }

  @Test
  void twoHoldsMayBeginTogether() {
    StoryVm.UnderWay kick = one.begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    kicks(two);
    kick.returns();
    vcpu0.run().fails(Errno.EINTR);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void oneResumeTooEarlyIsOneViolation() {
    kicks(one);
    kicks(two);
    resumes(one);
    vcpu0.exits(hlt()).exits(hlt());
    resumes(two);
    resumes(two);
    assertThat(story.findings()).containsExactly("TRACE-06 VIOLATION");
  }

  @Test
  void whoeverHasResumedBeforeHoldsNothing() {
    kicks(one);
    kicks(two);
    resumes(one);
    vcpu0.exits(hlt());
    resumes(one);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void oneRunIsOneViolationHoweverManyHold() {
    StoryVm three = story.vm("three");
    kicks(one);
    kicks(two);
    kicks(three);
    resumes(one);
    vcpu0.exits(hlt());
    resumes(two);
    resumes(three);
    assertThat(story.findings()).containsExactly("TRACE-06 VIOLATION");
  }

  @Test
  void holdsThatAreOverAreForgotten() {
    kicks(one);
    kicks(two);
    resumes(one);
    resumes(two);
    vcpu0.exits(hlt());
    kicks(two);
    resumes(two);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void completingAnOperationRunsNothing() {
    kicks(one);
    kicks(two);
    resumes(one);
    vcpu0.complete().exits(in(0x10));
    resumes(two);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aCallThatNeverCameBackIsNotUnderWayForItsOwnTask() {
    one.begins(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
    kicks(one);
    one.begins(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void onAVcpuItIsNoKick() {
    StoryVm.UnderWay resume = one.begins(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
    vcpu0.sets(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    resume.returns();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anyOtherCallMayBeMadeMeanwhile() {
    StoryVm.UnderWay kick = one.begins(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    two.calls(Timers.KVM_GET_CLOCK);
    kick.returns();
    assertThat(story.findings()).isEmpty();
  }
}
