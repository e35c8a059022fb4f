package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.internalError;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Finding.Level;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotRaceTest {
  private static final long SIZE = 0x10000;

  private final Story story =
      new Story((docket, situation) -> List.of(new SlotRace(docket), new MeanwhileCalls(docket)));
  private final StoryVm vm = story.vm();
  private final StoryVcpu vcpu0 = story.vcpu(0);

  SlotRaceTest() {
    vm.sets(0, 0, SIZE, 0);
    vcpu0.exits(hlt());
  }

  @Test
  void anMmioExitFromTheHoleProvesTheRace() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0);
    run.exits(mmioRead(0x1000, 4));
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION");
  }

  @Test
  void itDoesSoAlsoWhereItIsToldLate() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0).sets(0, 0, SIZE, 0);
    run.exits(mmioRead(0x1000, 4));
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION");
  }

  @Test
  void andWhereItComesBeforeTheDeletionIsBack() {
    StoryVcpu.Running run = vcpu0.run();
    StoryVm.UnderWay deletion = vm.beginsToDelete(0);
    run.exits(mmioRead(0x1000, 4));
    deletion.returns().sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION");
  }

  @Test
  void anExitBeforeTheDeletionProvesNothing() {
    vcpu0.exits(mmioRead(0x1000, 4));
    vm.deletes(0).sets(0, 0, SIZE, 0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aFailedFetchAndATripleFaultProveItToo() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0);
    run.exits(internalError(1, 0));
    vm.sets(0, 0, SIZE, 0);
    run = vcpu0.run();
    vm.deletes(0);
    run.exits(KvmRun.reason(ExitReason.KVM_EXIT_SHUTDOWN));
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION", "TRACE-01 VIOLATION");
  }

  @Test
  void withoutSuchAnExitItIsAWarning() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0).sets(0, 0, SIZE, 0);
    run.exits(hlt());
    assertThat(story.findings()).containsExactly("TRACE-01 WARNING");
  }

  @Test
  void andAlsoWhereTheVcpuNeverComesBack() {
    vcpu0.run();
    vm.deletes(0).sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-01 WARNING");
  }

  @Test
  void aVcpuThatEntersInBetweenCounts() {
    vm.deletes(0);
    vcpu0.exits(mmioRead(0x1000, 4));
    vm.sets(1, 0x1000, 0x1000, 0);
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION");
  }

  @Test
  void aSlotThatMovesAwayLeavesAHole() {
    StoryVcpu.Running run = vcpu0.run();
    vm.sets(0, 0x100000, SIZE, 0, 0x7f00_0000_0000L, Errno.NONE);
    run.exits(mmioRead(0x1000, 4));
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION");
  }

  @Test
  void withEveryVcpuOutItIsKept() {
    vm.deletes(0).sets(0, 0, SIZE, 0);
    Judgement judgement = story.judgement();
    assertThat(Story.rule(judgement, "TRACE-01").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "TRACE-11").exercised()).isEqualTo(1);
    assertThat(Story.rule(judgement, "TRACE-05").exercised()).isEqualTo(1);
  }

  @Test
  void completingAnOperationRunsNothing() {
    StoryVcpu.Running run = vcpu0.complete();
    vm.deletes(0).sets(0, 0, SIZE, 0);
    run.fails(Errno.EINTR);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aVmThatNeverRanHasNoRace() {
    Story other = Story.to((docket, situation) -> new SlotRace(docket));
    other.vm().sets(0, 0, SIZE, 0).deletes(0).sets(0, 0, SIZE, 0);
    assertThat(Story.rule(other.judgement(), "TRACE-01").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void otherMemoryThereIsAChangeThatTheGuestKnowsOf() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0);
    run.exits(mmioRead(0x1000, 4));
    vm.sets(0, 0, SIZE, 0, 0x7f55_0000_0000L, Errno.NONE);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void theTaskThatRunsTheVcpuItselfKnowsWhatItDoes() {
    vcpu0.vm().deletes(0);
    vcpu0.exits(mmioRead(0x1000, 4));
    vcpu0.vm().sets(0, 0, SIZE, 0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aDeletionAloneIsNoHalfOfAChange() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0);
    run.exits(mmioRead(0x1000, 4));
    story.millis(51);
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void changedFlagsLeaveNoHole() {
    StoryVcpu.Running run = vcpu0.run();
    vm.sets(0, 0, SIZE, StoryVm.LOG).sets(0, 0, SIZE, 0);
    run.exits(mmioRead(0x1000, 4));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anotherAddressSpaceIsAnotherPlace() {
    StoryVcpu.Running run = vcpu0.run();
    vm.deletes(0).sets(1 << 16, 0, SIZE, 0);
    run.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anIoctlOfAnotherTaskThatMayAccessMemoryIsAWarning() {
    vm.deletes(0);
    story.vm("other").calls(Interrupts.KVM_SIGNAL_MSI);
    vm.sets(0, 0, SIZE, 0);
    Judgement judgement = story.judgement();
    assertThat(Story.only(judgement, Level.WARNING).rule().id()).isEqualTo("TRACE-05");
    assertThat(Story.rule(judgement, "QACC-04").exercised()).isEqualTo(1);
  }

  @Test
  void anyOtherIsOneOfQemusWay() {
    vm.deletes(0);
    vcpu0.gets(Registers.KVM_GET_REGS);
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).containsExactly("QACC-04 WARNING");
  }

  @Test
  void theTaskThatMakesTheChangeMayCall() {
    vm.deletes(0);
    vm.calls(Interrupts.KVM_SIGNAL_MSI);
    vm.sets(0, 0, SIZE, 0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void everyVcpuThatWasThereIsWaitedFor() {
    StoryVcpu.Running first = vcpu0.run();
    StoryVcpu.Running second = story.vcpu(1).run();
    vm.deletes(0).sets(0, 0, SIZE, 0);
    first.exits(hlt());
    second.exits(mmioRead(0x1000, 4));
    assertThat(story.findings()).containsExactly("TRACE-01 VIOLATION");
  }

  @Test
  void whatOneCallReplacesIsNoHole() {
    StoryVcpu.Running run = vcpu0.run();
    vm.setsList(StoryVm.entry(0, 0, 0, 0, 1), StoryVm.entry(1, 0, SIZE, 0, 0));
    run.exits(mmioRead(0x1000, 4));
    assertThat(story.judgement().rules())
        .allSatisfy(rule -> assertThat(rule.verdict()).isEqualTo(Verdict.NOT_EXERCISED));
  }

  @Test
  void beforeTheFirstRunAnybodyMayCall() {
    StoryVm other = story.secondVm().sets(0, 0, SIZE, 0).deletes(0);
    story.secondVcpu().vm().calls(Interrupts.KVM_SIGNAL_MSI);
    other.sets(0, 0, SIZE, 0);
    assertThat(Story.rule(story.judgement(), "TRACE-05").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void whoeverEntersWhileTheSlotComesMayBeTooLate() {
    vm.deletes(0);
    StoryVm.UnderWay creation = vm.beginsToSet(0, 0, SIZE);
    StoryVcpu.Running run = vcpu0.run();
    story.vcpu(1).exits(mmioRead(0x1000, 4));
    creation.returns();
    run.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void sixtyFourChangesWaitForAVcpu() {
    StoryVcpu.Running run = vcpu0.run();
    for (int i = 0; i < 65; i++) {
      vm.deletes(0).sets(0, 0, SIZE, 0);
    }
    run.exits(mmioRead(0x1000, 4));
    assertThat(story.judgement().findings(Level.WARNING)).hasSize(1);
  }
}
