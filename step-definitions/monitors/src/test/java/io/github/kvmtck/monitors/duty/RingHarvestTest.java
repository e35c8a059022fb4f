package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class RingHarvestTest {
  private static final KvmRun FULL = KvmRun.reason(ExitReason.KVM_EXIT_DIRTY_RING_FULL);
  private static final long HVA = 0x7f00_0000_0000L;

  private final Story story = Story.to(RingHarvest::new);
  private final StoryVm vm =
      story
          .vm()
          .enables(Capability.KVM_CAP_DIRTY_LOG_RING.number())
          .sets(0, 0, 0x10000, StoryVm.LOG);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private void sends(int pages) {
    for (int i = 0; i < pages; i++) {
      vm.writes(HVA + i * 0x1000L, 0x1000);
    }
  }

  @Test
  void aRingThatStaysFullWasNotHarvestedInOrder() {
    vcpu0.exits(FULL);
    vm.resetsRings(0);
    vcpu0.exits(FULL).run().fails(Errno.EINTR);
    vcpu0.exits(FULL);
    assertThat(story.findings()).containsExactly("RING-02 VIOLATION");
  }

  @Test
  void aResetThatGetsOnIsTheWay() {
    for (int i = 0; i < 5; i++) {
      vcpu0.exits(FULL);
      vm.resetsRings(100);
    }
    assertThat(Story.rule(story.judgement(), "RING-02").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void anotherExitShowsThatTheGuestRuns() {
    vcpu0.exits(FULL).exits(FULL).exits(hlt()).exits(FULL);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void copyingBeforeTheResetLosesWhatIsWrittenInBetween() {
    vm.resetsRings(1);
    sends(4);
    vm.resetsRings(4);
    sends(2);
    vm.resetsRings(2);
    sends(3);
    vm.resetsRings(3);
    assertThat(story.findings()).containsExactly("RING-03 VIOLATION");
  }

  @Test
  void resettingFirstIsTheWay() {
    vm.resetsRings(4);
    sends(4);
    vm.resetsRings(2);
    sends(2);
    vm.resetsRings(3);
    assertThat(Story.rule(story.judgement(), "RING-03").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void equalCountsShowNothing() {
    for (int i = 0; i < 5; i++) {
      vm.resetsRings(4);
      sends(4);
    }
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void whatIsWrittenFromElsewhereIsNoPageOfTheGuest() {
    vm.resetsRings(1);
    vm.writes(0x1000, 0x4000).resetsRings(4);
    vm.writes(0x1000, 0x2000).resetsRings(2);
    assertThat(Story.rule(story.judgement(), "RING-03").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void theSameNumberAgainMayBeChance() {
    for (int i = 0; i < 5; i++) {
      vm.resetsRings(1);
      sends(4);
      vm.resetsRings(4);
    }
    vm.resetsRings(1);
    sends(2);
    vm.resetsRings(2);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void whoeverWasSeenToResetFirstHasOtherWrites() {
    vm.resetsRings(4);
    sends(4);
    for (int i = 1; i < 4; i++) {
      vm.resetsRings(7);
      sends(i);
      vm.resetsRings(i);
    }
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void everyThirdFullExitIsReported() {
    vcpu0.exits(FULL).exits(FULL).exits(FULL).exits(FULL).exits(FULL).exits(FULL);
    assertThat(story.findings()).containsExactly("RING-02 VIOLATION", "RING-02 VIOLATION");
  }

  @Test
  void whatWentBeforeTheFirstResetIsNoEvidence() {
    for (int i = 1; i < 4; i++) {
      sends(i);
      vm.resetsRings(i);
    }
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void norIsAnyOtherNumberOfPages() {
    for (int i = 1; i < 6; i++) {
      vm.resetsRings(i + 20);
      sends(i);
      vm.resetsRings(i + 10);
    }
    assertThat(story.findings()).isEmpty();
  }
}
