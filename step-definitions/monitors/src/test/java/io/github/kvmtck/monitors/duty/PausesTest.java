package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.MEMORY_CHANGE;
import static io.github.kvmtck.api.events.Note.Activity.PAUSE;
import static io.github.kvmtck.api.events.Note.Activity.RESUME;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class PausesTest {
  private final Story story = Story.to(Pauses::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private void does(Activity activity) {
    story.during(activity, () -> {});
  }

  @Test
  void theEndOfOneHoldEndsAnother() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(PAUSE);
    does(RESUME);
    vcpu0.exits(hlt()).exits(hlt());
    assertThat(story.findings()).containsExactly("R1 VIOLATION");
  }

  @Test
  void soDoesThatOfAChangeOfMemory() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(MEMORY_CHANGE);
    vcpu0.exits(hlt());
    assertThat(story.findings()).containsExactly("R1 VIOLATION");
  }

  @Test
  void whoeverCountsRunsAfterTheLast() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(PAUSE);
    does(MEMORY_CHANGE);
    does(RESUME);
    vcpu0.completes();
    does(RESUME);
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "R1").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aResumeThatFailsCountsOnce() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(PAUSE);
    story.failing(RESUME, () -> {});
    vcpu0.exits(hlt());
    assertThat(story.findings()).containsExactly("R1 VIOLATION");
  }

  @Test
  void withOneHoldThereIsNoOccasion() {
    does(PAUSE);
    does(RESUME);
    does(MEMORY_CHANGE);
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "R1").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aVcpuThatIsResumedTooLateRunsInTheNextPause() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(RESUME);
    does(PAUSE);
    vcpu0.exits(hlt());
    assertThat(story.findings()).containsExactly("R2 VIOLATION");
  }

  @Test
  void oneThatIsResumedInTimeDoesNot() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(RESUME);
    vcpu0.exits(hlt());
    does(PAUSE);
    does(RESUME);
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "R2").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void theResumeItselfLetsItRun() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(RESUME);
    does(PAUSE);
    story.during(RESUME, () -> vcpu0.exits(hlt()));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aPauseCountsFromItsAnswerOn() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(RESUME);
    story.begin(PAUSE);
    vcpu0.exits(hlt());
    story.end(PAUSE);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aChangeOfMemoryIsAHoldUntilItsEnd() {
    vcpu0.exits(hlt());
    does(PAUSE);
    story.begin(MEMORY_CHANGE);
    vcpu0.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aVcpuThatWasResumedInTimeIsNotLateForAnotherOne() {
    vcpu0.exits(hlt());
    story.vcpu(1).exits(hlt());
    does(PAUSE);
    story.during(RESUME, () -> vcpu0.exits(hlt()));
    does(PAUSE);
    vcpu0.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void theFirstPauseFollowsNoResume() {
    does(PAUSE);
    assertThat(Story.rule(story.judgement(), "R2").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aVcpuThatNeverRanIsNotResumed() {
    StoryVcpu other = story.vcpu(1).gets(Registers.KVM_GET_REGS);
    does(PAUSE);
    does(RESUME);
    does(PAUSE);
    other.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aResumeThatLeavesAPauseLetsNobodyRun() {
    vcpu0.exits(hlt());
    does(PAUSE);
    does(PAUSE);
    story.during(RESUME, () -> vcpu0.exits(hlt()));
    assertThat(story.findings()).containsExactly("R1 VIOLATION");
  }
}
