package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.PAUSE;
import static io.github.kvmtck.api.events.Note.Activity.SNAPSHOT;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartialMsrsTest {
  private final Story story = Story.to(PartialMsrs::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private StoryVcpu msrs(Request request, int done, int... indices) {
    StructValue msrs = StructValue.of(Msrs.MSRS, indices.length).with("nmsrs", indices.length);
    for (int i = 0; i < indices.length; i++) {
      msrs = msrs.with("entries[" + i + "].index", indices[i]);
    }
    return vcpu0.calls(request, Optional.of(msrs), Optional.of(msrs), Result.of(done));
  }

  private StoryVcpu sets(int done, int... indices) {
    return msrs(Msrs.KVM_SET_MSRS, done, indices);
  }

  private StoryVcpu gets(int done, int... indices) {
    return msrs(Msrs.KVM_GET_MSRS, done, indices);
  }

  @Test
  void runningWithMsrsThatWereNotSetIsAViolation() {
    sets(1, 0x10, 0x99, 0x174).exits(hlt());
    Judgement judgement = story.judgement();
    assertThat(Story.only(judgement, Level.VIOLATION).why())
        .startsWith("1 of 3 MSRs were set; the next, 0x99, is not handled, and nobody asked for");
  }

  @Test
  void askingForTheRestIsTheWay() {
    sets(1, 0x10, 0x99, 0x174);
    sets(1, 0x174).exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-16").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void soIsGivingUp() {
    sets(1, 0x10, 0x99, 0x174).closes();
    assertThat(Story.rule(story.judgement(), "SAVE-16").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void otherMsrsAreNotTheRest() {
    sets(1, 0x10, 0x99, 0x174);
    sets(1, 0x175).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-16 VIOLATION");
  }

  @Test
  void oneThatMayBeMissingIsAWarning() {
    sets(1, 0x10, 0x99).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-16 WARNING");
  }

  @Test
  void allOfThemAreNoOccasion() {
    sets(2, 0x10, 0x174).exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-16").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void completingAnOperationIsNoRun() {
    sets(1, 0x10, 0x99, 0x174).completes();
    sets(1, 0x174).exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void goingOnWithASaveIsAViolation() {
    vcpu0.exits(hlt());
    gets(0, 0x99, 0x10, 0x174).gets(Registers.KVM_GET_SREGS);
    assertThat(story.findings()).containsExactly("SAVE-16 VIOLATION");
  }

  @Test
  void anotherTasksSaveIsItsOwn() {
    vcpu0.exits(hlt());
    gets(0, 0x99, 0x10, 0x174);
    story.vcpu(1).gets(Registers.KVM_GET_SREGS);
    gets(2, 0x10, 0x174);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void andTheEndOfASnapshot() {
    vcpu0.exits(hlt());
    story.during(SNAPSHOT, () -> gets(0, 0x99, 0x10, 0x174));
    assertThat(story.findings()).containsExactly("SAVE-16 VIOLATION");
  }

  @Test
  void aSnapshotThatFailsHasNoState() {
    vcpu0.exits(hlt());
    story.failing(SNAPSHOT, () -> gets(0, 0x99, 0x10, 0x174));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void readingTheRestIsTheWay() {
    vcpu0.exits(hlt());
    gets(0, 0x99, 0x10, 0x174);
    gets(2, 0x10, 0x174).gets(Registers.KVM_GET_SREGS);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void beforeTheFirstRunItIsATry() {
    gets(0, 0x99, 0x10, 0x174).gets(Registers.KVM_GET_SREGS);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void givingUpASaveAndGoingOnIsAnAnswer() {
    vcpu0.exits(hlt());
    gets(0, 0x99, 0x10, 0x174).exits(hlt()).gets(Registers.KVM_GET_SREGS);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void onePartIsReportedOnce() {
    sets(1, 0x10, 0x99, 0x174).exits(hlt()).exits(hlt());
    story.during(SNAPSHOT, () -> gets(0, 0x99, 0x10, 0x174));
    story.during(SNAPSHOT, () -> {});
    assertThat(story.findings()).containsExactly("SAVE-16 VIOLATION", "SAVE-16 VIOLATION");
  }

  @Test
  void aCallThatFailedDidNoPart() {
    vcpu0.calls(Msrs.KVM_SET_MSRS, Optional.empty(), Optional.empty(), Result.error(Errno.EINVAL));
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-16").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aSaveThatGoesOnIsOneViolation() {
    vcpu0.exits(hlt());
    gets(0, 0x99, 0x10, 0x174).gets(Registers.KVM_GET_SREGS).gets(Registers.KVM_GET_SREGS);
    assertThat(story.findings()).containsExactly("SAVE-16 VIOLATION");
  }

  @Test
  void onlyTheEndOfASnapshotIsOne() {
    vcpu0.exits(hlt());
    gets(0, 0x99, 0x10, 0x174);
    story.during(PAUSE, () -> {}).begin(SNAPSHOT);
    assertThat(story.findings()).isEmpty();
  }
}
