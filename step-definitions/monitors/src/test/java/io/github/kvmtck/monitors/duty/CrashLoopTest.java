package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.RESUME;
import static io.github.kvmtck.api.events.Note.Activity.SNAPSHOT;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.internalError;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.RunBits;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashLoopTest {
  private static final KvmRun CRASH = internalError(RunBits.KVM_INTERNAL_ERROR_EMULATION, 0x1000);
  private static final KvmRun FETCH = mmioRead(0x30000, 0);

  private final Story story = Story.to(CrashLoop::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  @Test
  void threeOfTheSameAreACrashLoop() {
    vcpu0.exits(CRASH).exits(CRASH).exits(CRASH).exits(CRASH).exits(CRASH);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("FETCH-23", "TRACE-09");
    assertThat(Story.rule(judgement, "TRACE-09").findings()).hasSize(1);
    assertThat(Story.rule(judgement, "FETCH-23").impliedBy()).contains("TRACE-09");
  }

  @Test
  void oneIsACrashThatWasStopped() {
    vcpu0.exits(CRASH);
    assertThat(Story.rule(story.judgement(), "TRACE-09").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void anInterruptedRunInBetweenChangesNothing() {
    vcpu0.exits(CRASH).interrupted().exits(CRASH).completes().exits(CRASH);
    assertThat(story.findings()).containsExactly("TRACE-09 VIOLATION");
  }

  @Test
  void otherErrorsAreOtherCrashes() {
    vcpu0.exits(CRASH).exits(CRASH).exits(internalError(1, 0x2000)).exits(CRASH).exits(CRASH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anotherExitInBetweenIsProgress() {
    vcpu0.exits(CRASH).exits(CRASH).exits(hlt()).exits(CRASH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void settingTheVcpusStateIsARemedy() {
    vcpu0.exits(CRASH).exits(CRASH).sets(VcpuEvents.KVM_SET_VCPU_EVENTS).exits(CRASH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void soIsAChangeOfTheMemoryMap() {
    vcpu0.exits(CRASH).exits(CRASH);
    story.vm().sets(0, 0, 0x1000, 0);
    vcpu0.exits(CRASH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void vcpusCrashForThemselves() {
    vcpu0.exits(CRASH).exits(CRASH);
    story.vcpu(1).exits(CRASH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aFetchFromNowhereMayBeTriedOnceMore() {
    vcpu0.exits(FETCH).exits(FETCH);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "FETCH-23").exercised()).isEqualTo(1);
  }

  @Test
  void butNotForEver() {
    vcpu0.exits(FETCH).exits(FETCH).exits(FETCH).exits(FETCH);
    assertThat(story.findings()).containsExactly("FETCH-23 VIOLATION");
  }

  @Test
  void theAlternativeExitIsJudgedAlike() {
    KvmRun fetch = KvmRun.reason(Proposed.KVM_EXIT_CODE_FETCH).with("memory_fault.gpa", 0x30000);
    vcpu0.exits(fetch).exits(fetch).exits(fetch);
    assertThat(story.findings()).containsExactly("FETCH-23 VIOLATION");
  }

  @Test
  void whileTheMemoryThereChangesItMayBeTried() {
    story.vm().sets(0, 0x30000, 0x1000, 0).deletes(0);
    vcpu0.exits(FETCH).exits(FETCH).exits(FETCH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void completingRunsNothing() {
    vcpu0.exits(FETCH).exits(FETCH).completes();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void resumingACrashedGuestIsAViolation() {
    vcpu0.exits(CRASH);
    story.during(RESUME, () -> {});
    vcpu0.exits(CRASH);
    assertThat(story.findings()).containsExactly("FETCH-25 VIOLATION");
  }

  @Test
  void refusingToIsNot() {
    vcpu0.exits(CRASH);
    story.during(RESUME, () -> {});
    assertThat(Story.rule(story.judgement(), "FETCH-25").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void afterAResetItIsAnotherGuest() {
    vcpu0.exits(CRASH);
    story.begin(RESUME);
    vcpu0.loads();
    story.end(RESUME);
    vcpu0.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void readingStateOrFailingToSetItIsNone() {
    vcpu0.exits(CRASH).exits(CRASH).gets(VcpuEvents.KVM_GET_VCPU_EVENTS);
    vcpu0.calls(
        VcpuEvents.KVM_SET_VCPU_EVENTS,
        Optional.empty(),
        Optional.empty(),
        Result.error(Errno.EINVAL));
    vcpu0.exits(CRASH);
    assertThat(story.findings()).containsExactly("TRACE-09 VIOLATION");
  }

  @Test
  void itIsAViolationAlsoWhileTheCommandLastsAndOnce() {
    vcpu0.exits(CRASH);
    story.begin(RESUME);
    vcpu0.exits(CRASH).interrupted();
    story.end(RESUME);
    assertThat(story.findings()).containsExactly("FETCH-25 VIOLATION");
  }

  @Test
  void aResumeOfOldIsForgotten() {
    vcpu0.exits(CRASH);
    story.begin(RESUME);
    vcpu0.loads();
    story.end(RESUME);
    vcpu0.exits(hlt()).exits(CRASH).exits(CRASH);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anyOtherExitIsNoFetch() {
    vcpu0.exits(hlt()).exits(hlt()).exits(hlt());
    assertThat(Story.rule(story.judgement(), "FETCH-23").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void theReEntryIsAPartOfTheEvidence() {
    vcpu0.exits(FETCH).exits(FETCH).exits(FETCH);
    assertThat(Story.only(story.judgement(), Level.VIOLATION).calls()).hasSize(3);
  }

  @Test
  void settingWhatBelongsToTheVmIsNoRemedy() {
    vcpu0.exits(CRASH).exits(CRASH);
    story.vm().calls(Timers.KVM_SET_CLOCK);
    vcpu0.exits(CRASH);
    assertThat(story.findings()).containsExactly("TRACE-09 VIOLATION");
  }

  @Test
  void onlyACommandToResumeIsOne() {
    story.during(RESUME, () -> vcpu0.exits(CRASH));
    story.during(SNAPSHOT, () -> {});
    vcpu0.exits(CRASH);
    assertThat(Story.rule(story.judgement(), "FETCH-25").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aChangeThatIsRefusedIsNone() {
    vcpu0.exits(CRASH).exits(CRASH);
    story.vm().sets(0, 0, 0x1000, 0, 0x7f00_0000_0000L, Errno.ENOMEM);
    vcpu0.exits(CRASH);
    assertThat(story.findings()).containsExactly("TRACE-09 VIOLATION");
  }
}
