package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.StoryVm.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Timers;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class SlotOrderTest {
  private static final long SIZE = 0x10000;
  private static final long HVA = 0x7f00_0000_0000L;

  private final Story story = Story.to((docket, situation) -> new SlotOrder(docket));
  private final StoryVm vm = story.vm();

  private StoryVm started() {
    vm.sets(0, 0, SIZE, 0);
    story.vcpu(0).exits(hlt());
    return vm;
  }

  @Test
  void anotherSizeIsRefused() {
    started().sets(0, 0, 2 * SIZE, 0, HVA, Errno.EINVAL);
    Judgement judgement = story.judgement();
    assertThat(Story.only(judgement, Level.VIOLATION).rule().id()).isEqualTo("TRACE-07");
    assertThat(Story.only(judgement, Level.VIOLATION).why()).startsWith("a slot keeps its size");
  }

  @Test
  void makingASlotReadOnlyInPlaceIsARuleOfItsOwn() {
    started().sets(0, 0, SIZE, StoryVm.READONLY, HVA, Errno.EINVAL);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("RO-05", "TRACE-07");
    assertThat(Story.rule(judgement, "TRACE-07").impliedBy()).contains("RO-05");
    assertThat(Story.rule(judgement, "RO-05").exercised()).isEqualTo(1);
  }

  @Test
  void aListThatHidesWhatItDoesIsNoneOfItsConcern() {
    started().setsList(Errno.EINVAL, entry(0, 0, 0, 0, 0), entry(1, SIZE, SIZE, 0, 0));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anyOtherListIs() {
    started().setsList(Errno.EINVAL, entry(0, 0, 2 * SIZE, 0, 0));
    assertThat(story.findings()).containsExactly("TRACE-07 VIOLATION");
  }

  @Test
  void deletingItAndMakingAReadOnlyOneIsTheWay() {
    started().deletes(0).sets(0, 0, SIZE, StoryVm.READONLY);
    assertThat(Story.rule(story.judgement(), "RO-05").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void soIsWhateverElseIsEinval() {
    started().sets(5, 0, 0, 0, HVA, Errno.EINVAL);
    assertThat(Story.only(story.judgement(), Level.VIOLATION).why())
        .startsWith("there is no such slot");
  }

  @Test
  void whatIsTriedBeforeTheFirstRunDoesNotCount() {
    vm.sets(0, 0x123, SIZE, 0, HVA, Errno.EINVAL);
    started();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void norDoFlagsThatAreLeftAwayAtOnce() {
    started().sets(1, SIZE, SIZE, 8, HVA, Errno.EINVAL).sets(1, SIZE, SIZE, 0);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "TRACE-07").exercised()).isEqualTo(2);
  }

  @Test
  void theSameAgainIsNoOtherTry() {
    started().sets(1, SIZE, SIZE, 8, HVA, Errno.EINVAL).sets(1, 2 * SIZE, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-07 VIOLATION");
  }

  @Test
  void aSlotOverAnotherOneIsAViolationAtAnyTime() {
    vm.sets(0, 0, SIZE, 0).sets(1, 0x1000, SIZE, 0, HVA, Errno.EEXIST);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("TRACE-08");
    assertThat(Story.rule(judgement, "TRACE-08").exercised()).isEqualTo(1);
  }

  @Test
  void deletingFirstIsTheWay() {
    started().deletes(0).sets(1, 0x1000, SIZE, 0);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "TRACE-08").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "QACC-05").exercised()).isEqualTo(1);
    assertThat(Story.rule(judgement, "RO-05").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aDeletionAfterACreationIsAWarning() {
    started().sets(1, SIZE, SIZE, 0).deletes(0);
    Judgement judgement = story.judgement();
    assertThat(Story.only(judgement, Level.WARNING).rule().id()).isEqualTo("QACC-05");
    assertThat(Story.rule(judgement, "QACC-05").exercised()).isEqualTo(1);
  }

  @Test
  void itIsNoneOfTheSameChangeAfterAnotherCallOrLater() {
    started().sets(1, SIZE, SIZE, 0).calls(Timers.KVM_GET_CLOCK).deletes(0).sets(2, 0, SIZE, 0);
    story.millis(51);
    vm.deletes(1);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void readingTheLogIsAPartOfTheChange() {
    started().sets(1, SIZE, SIZE, 0).readsLog(0).resetsRings(1);
    vm.calls(DirtyLog.KVM_CLEAR_DIRTY_LOG);
    story.vcpu(0).gets(Registers.KVM_GET_REGS);
    vm.deletes(0);
    assertThat(story.findings()).containsExactly("QACC-05 WARNING");
  }

  @Test
  void anotherTaskMakesAnotherChange() {
    started().sets(1, SIZE, SIZE, 0);
    story.vm("other").deletes(0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void otherMemoryThereIsNoChangeOfAccess() {
    started().deletes(0).sets(0, 0, SIZE, StoryVm.READONLY, 2 * HVA, Errno.NONE);
    assertThat(Story.rule(story.judgement(), "RO-05").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aVmThatGoesTakesNoRefusalAlong() {
    started().sets(1, 0x123, SIZE, 0, HVA, Errno.EINVAL).closes();
    story.vcpu(0).closes();
    Judgement judgement = story.judgement();
    assertThat(Story.only(judgement, Level.VIOLATION).why()).startsWith("no kernel takes these");
  }

  @Test
  void aRetryThatFailsTooIsAnotherRefusal() {
    started().sets(1, SIZE, SIZE, 8, HVA, Errno.EINVAL).sets(1, SIZE, SIZE, 0, HVA, Errno.EINVAL);
    assertThat(story.findings()).containsExactly("TRACE-07 VIOLATION", "TRACE-07 VIOLATION");
  }

  @Test
  void onlyOtherFlagsAreARetry() {
    started().sets(1, SIZE, SIZE, 8, HVA + 1, Errno.EINVAL).sets(1, SIZE, SIZE, 8);
    vm.deletes(1).sets(1, SIZE, SIZE, 8, HVA, Errno.EINVAL).sets(1, SIZE, 2 * SIZE, 0);
    vm.deletes(1).sets(1, SIZE, SIZE, 8, HVA, Errno.EINVAL).sets(2, SIZE, SIZE, 0);
    assertThat(Story.rule(story.judgement(), "TRACE-07").findings()).hasSize(3);
  }

  @Test
  void whatChangesMoreThanTheAccessIsNoChangeOfAccess() {
    started().sets(0, 0, 2 * SIZE, StoryVm.READONLY, HVA, Errno.EINVAL);
    vm.sets(0, 0, SIZE, 0, 2 * HVA, Errno.EINVAL);
    assertThat(story.findings()).containsExactly("TRACE-07 VIOLATION", "TRACE-07 VIOLATION");
  }

  @Test
  void aDeletionThatIsRefusedHasAnotherReason() {
    started().sets(0, 0, 0, 0, HVA, Errno.EINVAL);
    assertThat(Story.only(story.judgement(), Level.VIOLATION).why()).startsWith("no kernel takes");
  }

  @Test
  void whatIsRefusedOrDeletesNothingHasNoOrder() {
    started().sets(1, SIZE, SIZE, 0, HVA, Errno.ENOMEM).deletes(0).sets(0, 0, SIZE, 0);
    vm.sets(0, 0, 0, 0, HVA, Errno.ENOMEM).sets(1, SIZE, SIZE, 0).sets(0, 0, SIZE, StoryVm.LOG);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void oneCallHasNoOrder() {
    started().setsList(entry(1, SIZE, SIZE, 0, 0), entry(0, 0, 0, 0, 1));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aCreationMayBeTheLastOfAVm() {
    started().calls(Timers.KVM_GET_CLOCK).sets(1, SIZE, SIZE, 0);
    assertThat(story.findings()).isEmpty();
  }
}
