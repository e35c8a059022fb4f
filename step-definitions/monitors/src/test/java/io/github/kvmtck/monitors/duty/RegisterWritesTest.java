package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.RESTORE;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisterWritesTest {
  private static final StructValue AT_1000 = at(0x1000);

  private Story story = Story.to(RegisterWrites::new);
  private StoryVcpu vcpu0 = story.vcpu(0);

  private static StructValue at(long rip) {
    return StructValue.of(Registers.REGS).with("rip", rip);
  }

  @Test
  void writingRegistersWithAReadPendingIsAWarning() {
    vcpu0.exits(in(0x10)).gets(Registers.KVM_GET_REGS, AT_1000);
    vcpu0.sets(Registers.KVM_SET_REGS, AT_1000.with("rax", 7)).exits(hlt());
    assertThat(story.findings()).containsExactly("COMP-14 WARNING");
  }

  @Test
  void readingThemIsHarmless() {
    vcpu0.exits(in(0x10)).gets(Registers.KVM_GET_REGS, AT_1000).exits(hlt());
    Judgement judgement = story.judgement();
    assertThat(Story.rule(judgement, "COMP-14").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "SAVE-06").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void movingRipIsTheRuleAboutRip() {
    vcpu0.exits(in(0x10)).gets(Registers.KVM_GET_REGS, AT_1000);
    vcpu0.sets(Registers.KVM_SET_REGS, at(0x1002)).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-06 WARNING");
  }

  @Test
  void afterCompletionBothAreFine() {
    vcpu0.exits(in(0x10)).completes().gets(Registers.KVM_GET_REGS, AT_1000);
    vcpu0.sets(Registers.KVM_SET_REGS, at(0x2000)).exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void soTheyAreWhereNothingIsPending() {
    vcpu0.exits(hlt()).sets(Registers.KVM_SET_REGS, at(0x2000)).exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aResetWithAnOperationPendingIsAViolation() {
    vcpu0.exits(in(0x64)).loads().sets(Registers.KVM_SET_REGS, at(0xfff0)).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-14 VIOLATION");
  }

  @Test
  void nothingElseIsSaidOfIt() {
    story = new Story(Monitors::all);
    vcpu0 = story.vcpu(0);
    vcpu0.exits(in(0x64)).loads().sets(Registers.KVM_SET_REGS, at(0xfff0)).exits(hlt());
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("SAVE-14");
    assertThat(judgement.rules()).flatExtracting(rule -> rule.findings()).hasSize(1);
  }

  @Test
  void aResetAfterCompletionIsTheWay() {
    vcpu0.exits(in(0x64)).completes().loads().sets(Registers.KVM_SET_REGS, at(0xfff0)).exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-14").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aRestoreIsJudgedLikeAReset() {
    vcpu0.exits(in(0x10));
    story.during(RESTORE, vcpu0::loads);
    vcpu0.exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-14 VIOLATION");
  }

  @Test
  void aDeviceThatWritesBackAllIsAWarning() {
    vcpu0.exits(in(0x5658)).loads().exits(hlt());
    assertThat(story.findings()).containsExactly("COMP-14 WARNING");
  }

  @Test
  void whatIsSetBeforeTheFirstRunIsNoReset() {
    vcpu0.loads().sets(Registers.KVM_SET_REGS, at(0xfff0)).exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-14").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void oneWriteIsOneWarning() {
    vcpu0.exits(in(0x10)).sets(Registers.KVM_SET_REGS, AT_1000).exits(in(0x10)).exits(hlt());
    assertThat(story.findings()).containsExactly("COMP-14 WARNING");
  }

  @Test
  void whatWasReadBeforeTheLastExitIsOld() {
    vcpu0.exits(in(0x10)).gets(Registers.KVM_GET_REGS, AT_1000).exits(in(0x10));
    vcpu0.sets(Registers.KVM_SET_REGS, at(0x2000)).exits(hlt());
    assertThat(story.findings()).containsExactly("COMP-14 WARNING");
  }

  @Test
  void aRestoreIsOverWithTheNextRun() {
    story.during(RESTORE, vcpu0::loads);
    vcpu0.exits(in(0x10)).sets(Registers.KVM_SET_REGS, AT_1000).exits(hlt());
    assertThat(story.findings()).containsExactly("COMP-14 WARNING");
  }

  @Test
  void whatWasLoadedBeforeTheLastRunIsNoReset() {
    vcpu0.exits(hlt()).loads().exits(in(0x10)).sets(Registers.KVM_SET_REGS, at(0xfff0));
    vcpu0.exits(hlt());
    assertThat(story.findings()).containsExactly("COMP-14 WARNING");
  }

  @Test
  void registersThatWereRefusedAreNotWritten() {
    vcpu0.exits(in(0x10));
    vcpu0.calls(
        Registers.KVM_SET_REGS,
        Optional.of(at(0x2000)),
        Optional.empty(),
        Result.error(Errno.EINVAL));
    vcpu0.exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aRunAfterARunIsNoReset() {
    vcpu0.exits(hlt()).sets(Registers.KVM_SET_REGS, at(0xfff0)).exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-14").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void whatTheTransportBrokeIsNotJudged() {
    vcpu0.exits(in(0x10)).run().failsByTransport();
    vcpu0.sets(Registers.KVM_SET_REGS, AT_1000).exits(hlt());
    assertThat(story.findings()).isEmpty();
  }
}
