package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.in;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class PartialAnswerTest {
  private final Story story = Story.to((docket, situation) -> new PartialAnswer(docket));
  private final StoryVcpu vcpu0 = story.vcpu(0);

  /** Exits for a read with one thing in kvm_run, and is answered with another. */
  private void answers(KvmRun exit, int[] left, int[] answer) {
    vcpu0.exits(with(exit, left));
    vcpu0.run(with(exit, answer)).exits(KvmRun.hlt());
  }

  private static KvmRun with(KvmRun run, int[] data) {
    byte[] bytes = new byte[data.length];
    for (int i = 0; i < data.length; i++) {
      bytes[i] = (byte) data[i];
    }
    return run.mmio(bytes).data(bytes);
  }

  private static int[] bytes(int... bytes) {
    return bytes;
  }

  @Test
  void threeAnswersWithAnotherExitsRestAreNoChance() {
    answers(mmioRead(0x20000, 2), bytes(1, 2), bytes(9, 2));
    answers(mmioRead(0x20000, 2), bytes(1, 3), bytes(9, 3));
    answers(mmioRead(0x20000, 2), bytes(1, 4), bytes(9, 4));
    answers(mmioRead(0x20000, 2), bytes(1, 5), bytes(9, 5));
    assertThat(story.findings()).containsExactly("SAVE-10 VIOLATION");
  }

  @Test
  void portsAreJudgedAlike() {
    KvmRun exit = wide();
    answers(exit, bytes(1, 2), bytes(9, 2));
    answers(exit, bytes(1, 3), bytes(9, 3));
    answers(exit, bytes(1, 4), bytes(9, 4));
    assertThat(story.findings()).containsExactly("SAVE-10 VIOLATION");
  }

  private static KvmRun wide() {
    return in(0x10).with("io.size", 2).with("io.port", 0x10);
  }

  @Test
  void theSameRestEachTimeMayBeTheDevices() {
    for (int i = 0; i < 9; i++) {
      answers(mmioRead(0x20000, 2), bytes(i, 2), bytes(9 + i, 2));
    }
    assertThat(Story.rule(story.judgement(), "SAVE-10").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void anAnswerOfZeroIsNoRest() {
    for (int i = 0; i < 9; i++) {
      answers(mmioRead(0x20000, 4), bytes(1, i, 0, 0), bytes(9, i, 0, 0));
    }
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aWholeAnswerIsFine() {
    answers(mmioRead(0x20000, 2), bytes(1, 2), bytes(9, 8));
    answers(mmioRead(0x20000, 2), bytes(1, 3), bytes(9, 8));
    answers(mmioRead(0x20000, 2), bytes(1, 4), bytes(9, 8));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void soIsAnAnswerThatIsWhatWasThere() {
    answers(mmioRead(0x20000, 2), bytes(1, 2), bytes(1, 2));
    answers(mmioRead(0x20000, 2), bytes(1, 3), bytes(1, 3));
    answers(mmioRead(0x20000, 2), bytes(1, 4), bytes(1, 4));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void writesAndSingleBytesAreNoOccasion() {
    answers(KvmRun.mmioWrite(0x20000, 2), bytes(1, 2), bytes(9, 2));
    answers(mmioRead(0x20000, 1), bytes(1, 2), bytes(9, 2));
    answers(KvmRun.out(0x10).with("io.size", 2), bytes(1, 2), bytes(9, 2));
    answers(KvmRun.reason(ExitReason.KVM_EXIT_X86_RDMSR), bytes(1, 2), bytes(9, 2));
    assertThat(Story.rule(story.judgement(), "SAVE-10").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void twoMayBeChance() {
    answers(mmioRead(0x20000, 2), bytes(1, 2), bytes(9, 2));
    answers(mmioRead(0x20000, 2), bytes(1, 3), bytes(9, 3));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void whatIsThereAfterTheCompletionIsNoAnswer() {
    for (int i = 0; i < 9; i++) {
      vcpu0.exits(with(mmioRead(0x20000, 2), bytes(1, i)));
      vcpu0.run(with(KvmRun.zero(), bytes(9, 9)).immediate()).fails(Errno.EINTR);
      vcpu0.run(with(KvmRun.zero(), bytes(9, i))).exits(KvmRun.hlt());
    }
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anAnswerThatIsNotSeenIsNone() {
    vcpu0.exits(with(wide(), bytes(1, 2))).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void threeMoreAreAnotherViolation() {
    for (int i = 1; i < 7; i++) {
      answers(mmioRead(0x20000, 2), bytes(1, i), bytes(9, i));
    }
    assertThat(story.findings()).containsExactly("SAVE-10 VIOLATION", "SAVE-10 VIOLATION");
  }
}
