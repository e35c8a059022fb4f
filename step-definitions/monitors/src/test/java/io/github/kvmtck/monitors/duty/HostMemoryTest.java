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
}
