package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.monitors.KvmRun.in;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static io.github.kvmtck.monitors.KvmRun.mmioWrite;
import static io.github.kvmtck.monitors.KvmRun.out;
import static io.github.kvmtck.monitors.KvmRun.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class StaleExitTest {
  private static final byte ONE = 1;
  private static final byte TWO = 2;

  private final Story story = Story.to(StaleExit::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  @Test
  void aPortReadThatIsAnsweredAgainIsAViolation() {
    vcpu0.exits(in(0x10));
    vcpu0.run(in(0x10).data(ONE).immediate()).fails(Errno.EINTR, in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(TWO));
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("IMM-04", "SAVE-05");
    assertThat(Story.rule(judgement, "IMM-04").impliedBy()).contains("SAVE-05");
  }

  @Test
  void soIsAnMmioRead() {
    vcpu0.run().fails(Errno.EINTR, mmioRead(0x20000, 4).mmio(ONE));
    vcpu0.run(mmioRead(0x20000, 4).mmio(ONE, ONE, ONE, TWO));
    assertThat(story.findings()).containsExactly("SAVE-05 VIOLATION");
  }

  @Test
  void eagainLeavesAnOldExitToo() {
    vcpu0.run().fails(Errno.EAGAIN, in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(TWO));
    assertThat(story.findings()).containsExactly("SAVE-05 VIOLATION");
  }

  @Test
  void leavingItAloneIsKeepingTheRule() {
    vcpu0.run().fails(Errno.EINTR, in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(ONE)).exits(in(0x10));
    assertThat(Story.rule(story.judgement(), "SAVE-05").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void answeringTheNewExitIsTheVmmsWork() {
    vcpu0.run().fails(Errno.EINTR, in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(ONE)).exits(in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(TWO));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void writesAreNotToBeSeen() {
    vcpu0.run().fails(Errno.EINTR, out(0x10).data(ONE));
    vcpu0.run(out(0x10).data(TWO)).fails(Errno.EINTR, mmioWrite(0x20000, 4).mmio(ONE));
    vcpu0.run(mmioWrite(0x20000, 4).mmio(TWO));
    assertThat(Story.rule(story.judgement(), "SAVE-05").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void theExitOfASignalIsNoOldOne() {
    vcpu0.run().fails(Errno.EINTR, reason(ExitReason.KVM_EXIT_INTR).data(ONE));
    vcpu0.run(reason(ExitReason.KVM_EXIT_INTR).data(TWO));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void norIsThatOfAMemoryFault() {
    vcpu0.run().fails(Errno.EFAULT, in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(TWO));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void afterAKickItIsTheRuleAboutKicks() {
    story.vm().calls(Proposed.KVM_KICK_ALL_RUNNING_VCPUS);
    vcpu0.run().fails(Errno.EINTR, in(0x10).data(ONE));
    story.vm().calls(Proposed.KVM_RESUME_ALL_KICKED_VCPUS);
    vcpu0.run(in(0x10).data(TWO)).fails(Errno.EINTR, in(0x10).data(TWO));
    vcpu0.run(in(0x10).data(ONE));
    assertThat(story.findings()).containsExactly("KICK-02 VIOLATION", "SAVE-05 VIOLATION");
  }

  @Test
  void mmioThatIsLeftAloneIsFine() {
    vcpu0.run().fails(Errno.EINTR, mmioRead(0x20000, 4).mmio(ONE));
    vcpu0.run(mmioRead(0x20000, 4).mmio(ONE));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anotherReasonThereSaysNothingOfTheOldOne() {
    vcpu0.run().fails(Errno.EINTR, in(0x10).data(ONE));
    vcpu0.run(reason(ExitReason.KVM_EXIT_INTR).data(TWO));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void norIsThatOfAPageThatTheHostHasLost() {
    vcpu0.run().fails(Errno.EHWPOISON, in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(TWO));
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void whatTheTransportBrokeIsNotJudged() {
    vcpu0.run().failsByTransport(in(0x10).data(ONE));
    vcpu0.run(in(0x10).data(TWO));
    assertThat(Story.rule(story.judgement(), "SAVE-05").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }
}
