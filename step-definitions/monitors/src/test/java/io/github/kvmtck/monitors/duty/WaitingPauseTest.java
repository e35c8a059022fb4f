package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.PAUSE;
import static io.github.kvmtck.api.events.Note.Activity.SNAPSHOT;
import static io.github.kvmtck.monitors.KvmRun.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class WaitingPauseTest {
  private static final long HANG = 5_001;

  private final Story story = Story.to(WaitingPause::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

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
    Judgement judgement = story.end(PAUSE).judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "SAVE-13").exercised()).isEqualTo(1);
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

  @Test
  void onlyAPauseIsWaitedFor() {
    vcpu0.exits(in(0x10));
    story.begin(SNAPSHOT).millis(HANG);
    assertThat(story.end(SNAPSHOT).findings()).isEmpty();
  }

  @Test
  void afterThePauseAnExitMayStay() {
    story.begin(PAUSE).end(PAUSE);
    vcpu0.exits(in(0x10));
    story.millis(HANG);
    story.vm().calls(Timers.KVM_GET_CLOCK);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aPauseIsOneOccasion() {
    vcpu0.exits(in(0x10));
    story.begin(PAUSE).end(PAUSE);
    vcpu0.completes();
    assertThat(Story.rule(story.judgement(), "SAVE-13").exercised()).isEqualTo(1);
  }

  @Test
  void aPauseThatNeverEndsIsADeadlockToo() {
    vcpu0.exits(in(0x10));
    story.begin(PAUSE).millis(HANG);
    story.vm().calls(Timers.KVM_GET_CLOCK);
    assertThat(story.findings()).containsExactly("SAVE-13 VIOLATION");
  }

  @Test
  void anExitThatComesInThePauseIsServedToo() {
    StoryVcpu.Running run = vcpu0.run();
    story.begin(PAUSE);
    run.exits(in(0x10));
    assertThat(story.millis(HANG).end(PAUSE).findings()).containsExactly("SAVE-13 VIOLATION");
  }

  @Test
  void whateverComesLastTellsHowLongItWas() {
    StoryVcpu.Running run = story.vcpu(1).run();
    vcpu0.exits(in(0x10));
    story.begin(PAUSE).millis(HANG);
    run.exits(KvmRun.hlt());
    assertThat(story.findings()).containsExactly("SAVE-13 VIOLATION");
  }

  @Test
  void alsoWhereItIsAnEntry() {
    vcpu0.exits(in(0x10));
    story.begin(PAUSE).millis(HANG);
    story.vcpu(1).run();
    assertThat(story.findings()).containsExactly("SAVE-13 VIOLATION");
  }
}
