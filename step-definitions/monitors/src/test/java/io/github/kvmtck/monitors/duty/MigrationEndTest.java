package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.MIGRATION;
import static io.github.kvmtck.api.events.Note.Activity.SNAPSHOT;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.StoryVm.LOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class MigrationEndTest {
  private static final long SIZE = 0x10000;

  private final Story story = Story.to(MigrationEnd::new);
  private final StoryVm vm = story.vm();
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private void starts() {
    vcpu0.exits(hlt());
    vm.sets(0, 0, SIZE, LOG);
    vcpu0.exits(hlt());
  }

  @Test
  void aLogThatIsReadBeforeTheStopMissesPages() {
    story.begin(MIGRATION);
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt()).saves();
    story.end(MIGRATION);
    assertThat(story.findings()).containsExactly("TRACE-13 VIOLATION");
  }

  @Test
  void readingItAfterTheStopIsTheWay() {
    story.begin(MIGRATION);
    starts();
    vm.readsLog(0);
    vcpu0.saves();
    story.end(MIGRATION);
    assertThat(Story.rule(story.judgement(), "TRACE-13").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void alsoAfterTheStateWasRead() {
    story.begin(MIGRATION);
    starts();
    vcpu0.saves();
    vm.readsLog(0);
    story.end(MIGRATION);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void withoutADriverTheEndOfTheLogIsTheEnd() {
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt()).saves();
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-13 VIOLATION");
  }

  @Test
  void soIsTheEndOfTheVcpu() {
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt()).saves().closes();
    assertThat(story.findings()).containsExactly("TRACE-13 VIOLATION");
  }

  @Test
  void whoeverRunsOnHasNotMigrated() {
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt()).saves().exits(hlt()).closes();
    assertThat(Story.rule(story.judgement(), "TRACE-13").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void oneSlotThatLogsIsNoMigration() {
    starts();
    vm.sets(1, SIZE, SIZE, 0).readsLog(0);
    vcpu0.exits(hlt()).saves().closes();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void completingAnOperationForTheSaveWritesNoPagesThatCount() {
    story.begin(MIGRATION);
    starts();
    vm.readsLog(0);
    vcpu0.completes().saves();
    story.end(MIGRATION);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void ofRingsOnlyTheResetIsToBeSeen() {
    vm.enables(Capability.KVM_CAP_DIRTY_LOG_RING.number());
    story.begin(MIGRATION);
    starts();
    vm.resetsRings(4);
    vcpu0.exits(hlt()).saves();
    story.end(MIGRATION);
    assertThat(story.findings()).containsExactly("RING-05 WARNING");
  }

  @Test
  void aResetAfterTheStopIsTheWay() {
    vm.enables(Capability.KVM_CAP_DIRTY_LOG_RING.number());
    story.begin(MIGRATION);
    starts();
    vm.resetsRings(4);
    vcpu0.saves();
    story.end(MIGRATION);
    assertThat(Story.rule(story.judgement(), "RING-05").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aVmThatRunsHasNotMigrated() {
    story.begin(MIGRATION);
    starts();
    vm.readsLog(0);
    story.vcpu(1).run();
    vcpu0.saves();
    story.end(MIGRATION);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void deletingASlotIsAnotherRulesMatter() {
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt()).saves();
    vm.deletes(0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void inADriversMigrationOneSlotIsEnough() {
    story.begin(MIGRATION);
    starts();
    vm.sets(1, SIZE, SIZE, 0).readsLog(0);
    vcpu0.exits(hlt()).saves().closes();
    assertThat(story.findings()).containsExactly("TRACE-13 VIOLATION");
  }

  @Test
  void itIsReportedOnce() {
    story.begin(MIGRATION);
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt()).saves().completes();
    story.end(MIGRATION);
    vcpu0.closes();
    assertThat(story.findings()).containsExactly("TRACE-13 VIOLATION");
  }

  @Test
  void onlyTheEndOfAMigrationIsOne() {
    starts();
    vm.readsLog(0);
    vcpu0.exits(hlt());
    story.during(SNAPSHOT, vcpu0::saves).begin(MIGRATION);
    assertThat(Story.rule(story.judgement(), "TRACE-13").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void theLogOfAScreenMayEndAnyTime() {
    starts();
    vm.sets(1, SIZE, SIZE, 0).sets(0, 0, SIZE, 0).sets(0, 0, SIZE, LOG).readsLog(0);
    vcpu0.exits(hlt()).saves();
    vm.sets(0, 0, SIZE, 0);
    assertThat(Story.rule(story.judgement(), "TRACE-13").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }
}
