package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class HostMemoryTest {
  private static final long SIZE = 0x10000;
  private static final long HVA = 0x7f00_0000_0000L;

  private final Story story = Story.to(HostMemory::new);
  private final StoryVm vm = story.vm().sets(0, 0, SIZE, 0);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private void unmaps(long offset, long length) {
    vm.calls(new Syscall.Munmap(HVA + offset, length));
  }

  @Test
  void aGuestThatMeetsUnmappedMemoryIsAWarning() {
    unmaps(0, SIZE);
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(story.findings()).containsExactly("TRACE-12 WARNING");
  }

  @Test
  void soIsMmioThere() {
    unmaps(0x1000, 0x1000);
    vcpu0.exits(mmioRead(0x1800, 4));
    assertThat(story.findings()).containsExactly("TRACE-12 WARNING");
  }

  @Test
  void mmioElsewhereIsNot() {
    unmaps(0x1000, 0x1000);
    vcpu0.exits(mmioRead(0x2000, 4)).exits(mmioRead(0xfff, 1));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void takingAccessAwayIsTheSame() {
    vm.calls(new Syscall.Mprotect(HVA, SIZE, Linux.PROT_NONE));
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(story.findings()).containsExactly("TRACE-12 WARNING");
  }

  @Test
  void unlessItIsGivenBack() {
    vm.calls(new Syscall.Mprotect(HVA, SIZE, Linux.PROT_NONE));
    vm.calls(new Syscall.Mprotect(HVA, SIZE, Linux.PROT_READ));
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void takingItAwayAndMeetingNothingIsLegal() {
    unmaps(0, SIZE);
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "TRACE-12").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void deletingTheSlotFirstIsTheWay() {
    vm.deletes(0);
    unmaps(0, SIZE);
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(Story.rule(story.judgement(), "TRACE-12").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void deletingItBeforeTheNextRunIsEnough() {
    unmaps(0, SIZE);
    vm.deletes(0);
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void otherMemoryIsNoOccasion() {
    unmaps(SIZE, SIZE);
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(Story.rule(story.judgement(), "TRACE-12").verdict())
        .isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void meetingItTwiceIsOneWarning() {
    unmaps(0, SIZE);
    vcpu0.run().fails(Errno.EFAULT).run().fails(Errno.EFAULT);
    assertThat(story.findings()).containsExactly("TRACE-12 WARNING");
  }

  @Test
  void aRefusedDeletionOrOtherFlagsLeaveTheSlot() {
    unmaps(0, 0x1000);
    vm.sets(0, 0, 0, 0, 0, Errno.ENOMEM);
    vcpu0.run().fails(Errno.EFAULT);
    unmaps(0, 0x1000);
    vm.sets(0, 0, SIZE, StoryVm.LOG);
    vcpu0.run().fails(Errno.EFAULT);
    assertThat(story.findings()).containsExactly("TRACE-12 WARNING", "TRACE-12 WARNING");
  }

  @Test
  void anotherSlotAndAnotherVmAreOthers() {
    vm.sets(1, SIZE, SIZE, 0);
    unmaps(0, 0x1000);
    vm.deletes(1);
    story.secondVm().sets(0, 0, SIZE, 0, 2 * HVA, Errno.NONE).deletes(0);
    story.secondVcpu().run().fails(Errno.EFAULT);
    vcpu0.run().fails(Errno.EFAULT);
    Finding only = Story.only(story.judgement(), Finding.Level.WARNING);
    assertThat(only.calls().getLast().subject()).isEqualTo("vcpu0");
  }

  @Test
  void theLastSixtyFourAreKept() {
    for (int i = 0; i < 65; i++) {
      unmaps(i * 0x100L, 0x100);
    }
    vcpu0.exits(mmioRead(0x00, 4)).exits(mmioRead(0x100, 4));
    assertThat(Story.only(story.judgement(), Finding.Level.WARNING).calls().getLast().toString())
        .contains("0x100");
  }
}
