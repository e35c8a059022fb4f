package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.MIGRATION;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.StoryVm.LOG;
import static io.github.kvmtck.monitors.StoryVm.READONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class LastLogTest {
  private static final long SIZE = 0x10000;

  private Story story = Story.to(LastLog::new);
  private StoryVm vm = story.vm();
  private StoryVcpu vcpu0 = story.vcpu(0);

  private StoryVm logging() {
    vm.sets(0, 0, SIZE, 0).sets(9, 0x200000, SIZE, READONLY);
    vcpu0.exits(hlt());
    return vm.sets(0, 0, SIZE, LOG);
  }

  @Test
  void aSlotThatWentWithoutALookAtItsLogLosesPages() {
    logging();
    vcpu0.exits(hlt());
    vm.deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-02 VIOLATION");
  }

  @Test
  void theFaultStandsUnderItsPrimaryRuleOnly() {
    story = new Story(Monitors::all);
    vm = story.vm();
    vcpu0 = story.vcpu(0);
    logging();
    vcpu0.exits(hlt());
    vm.deletes(0);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("DIRTY-07", "QACC-06", "TRACE-02");
    assertThat(Story.rule(judgement, "QACC-06").impliedBy()).contains("TRACE-02");
    assertThat(Story.rule(judgement, "QACC-06").findings()).isEmpty();
  }

  @Test
  void soDoesALookThatWasTooEarly() {
    logging();
    StoryVcpu.Running run = vcpu0.run();
    vm.readsLog(0);
    run.exits(hlt());
    vm.deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-02 VIOLATION");
  }

  @Test
  void andADeletionUnderARunningVcpu() {
    logging();
    vcpu0.run();
    vm.readsLog(0).deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-02 VIOLATION");
  }

  @Test
  void aLookAfterEveryVcpuHasLeftIsEnough() {
    logging();
    vcpu0.exits(hlt());
    vm.readsLog(0).deletes(0);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "TRACE-02").exercised()).isEqualTo(1);
  }

  @Test
  void whereNothingRanSinceTheLogBeganNothingIsLost() {
    logging().deletes(0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void outsideOfAMigrationItIsAWarning() {
    logging().sets(1, SIZE, SIZE, 0);
    vcpu0.exits(hlt());
    vm.deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-02 WARNING");
  }

  @Test
  void insideOfADriversItIsNone() {
    logging().sets(1, SIZE, SIZE, 0);
    story.begin(MIGRATION);
    vcpu0.exits(hlt());
    vm.deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-02 VIOLATION");
  }

  @Test
  void whatIsRefusedLosesNothing() {
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, 0, 0, 0, Errno.ENOMEM);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void withRingsTheyAreResetFirst() {
    vm.enables(Capability.KVM_CAP_DIRTY_LOG_RING.number());
    logging();
    vcpu0.exits(hlt());
    vm.readsLog(0).deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-04 VIOLATION");
  }

  @Test
  void afterTheKick() {
    vm.enables(Capability.KVM_CAP_DIRTY_LOG_RING_ACQ_REL.number());
    logging();
    vcpu0.exits(hlt());
    vm.resetsRings(3).deletes(0);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "TRACE-04").exercised()).isEqualTo(1);
  }

  @Test
  void aLogThatGoesAndComesBackInAMigrationLosesPages() {
    story.begin(MIGRATION);
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0).sets(0, 0, SIZE, LOG);
    assertThat(story.findings()).containsExactly("TRACE-03 VIOLATION");
  }

  @Test
  void elsewhereThatIsAWarning() {
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0).sets(0, 0, SIZE, LOG);
    assertThat(story.findings()).containsExactly("TRACE-03 WARNING");
  }

  @Test
  void aLogThatGoesForGoodIsTheEndOfAMigration() {
    story.begin(MIGRATION);
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0);
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).isEmpty();
    assertThat(Story.rule(judgement, "TRACE-03").exercised()).isEqualTo(1);
  }

  @Test
  void aListThatDeletesLosesPagesToo() {
    logging();
    vcpu0.exits(hlt());
    vm.setsList(StoryVm.entry(0, 0, 0, 0, 1));
    assertThat(story.findings()).containsExactly("LIST-13 VIOLATION");
  }

  @Test
  void aLogThatComesBackAfterTheMigrationIsAWarning() {
    story.begin(MIGRATION);
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0);
    story.end(MIGRATION);
    vm.sets(0, 0, SIZE, LOG);
    assertThat(story.findings()).containsExactly("TRACE-03 WARNING");
  }

  @Test
  void aSlotThatDoesNotLogIsNoOccasion() {
    logging();
    vcpu0.exits(hlt());
    vm.deletes(9);
    assertThat(Story.rule(story.judgement(), "TRACE-02").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aVmThatNeverRanLosesNothing() {
    vm.sets(0, 0, SIZE, LOG).deletes(0);
    assertThat(Story.rule(story.judgement(), "TRACE-02").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aRingIsResetBeforeAnySlotGoes() {
    vm.enables(Capability.KVM_CAP_DIRTY_LOG_RING.number());
    logging().sets(1, SIZE, SIZE, 0);
    vcpu0.exits(hlt());
    vm.deletes(0);
    assertThat(story.findings()).containsExactly("TRACE-04 VIOLATION");
  }

  @Test
  void aLogThatGoesAfterItsLastReadingMayComeBack() {
    story.begin(MIGRATION);
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0, 0x7f00_0000_0000L, Errno.ENOMEM).readsLog(0);
    vm.sets(0, 0, SIZE, 0).sets(0, 0, SIZE, LOG);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aLogThatWentBeforeTheMigrationIsAWarning() {
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0);
    story.begin(MIGRATION);
    vm.sets(0, 0, SIZE, LOG);
    assertThat(story.findings()).containsExactly("TRACE-03 WARNING");
  }

  @Test
  void aRingHasNoLogToSwitchOff() {
    vm.enables(Capability.KVM_CAP_DIRTY_LOG_RING.number());
    logging();
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, 0).sets(0, 0, SIZE, LOG);
    assertThat(Story.rule(story.judgement(), "TRACE-03").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }
}
