package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.RESTORE;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link RestoreOrder} and {@link HalfRestore}. */
class RestoreTest {
  private static final int DEADLINE = 0x6e0;

  private final Story story =
      new Story((docket, situation) ->
          List.of(new RestoreOrder(docket, situation), new HalfRestore(docket, situation)));
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private StoryVcpu setsMsr(int index, long value) {
    StructValue msrs =
        StructValue.of(Msrs.MSRS, 1)
            .with("nmsrs", 1)
            .with("entries[0].index", index)
            .with("entries[0].data", value);
    return vcpu0.calls(Msrs.KVM_SET_MSRS, Optional.of(msrs), Optional.empty(), Result.of(1));
  }

  /** With bits 17 and 18 of the timer's entry. */
  private StoryVcpu setsApic(int mode) {
    return vcpu0.sets(
        Interrupts.KVM_SET_LAPIC,
        StructValue.of(Interrupts.LAPIC_STATE).with("regs[802]", mode << 1));
  }

  private StoryVcpu fails(Request request) {
    return vcpu0.calls(request, Optional.empty(), Optional.empty(), Result.error(Errno.EINVAL));
  }

  @Test
  void aDeadlineBeforeItsModeIsDropped() {
    setsMsr(DEADLINE, 1234);
    setsApic(2).exits(hlt());
    Judgement judgement = story.judgement();
    assertThat(Story.failed(judgement)).containsExactly("SAVE-17");
    assertThat(Story.rule(judgement, "SAVE-17").exercised()).isEqualTo(1);
  }

  @Test
  void theOtherWayRoundIsTheWay() {
    setsApic(2);
    setsMsr(DEADLINE, 1234).exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-17").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void settingItAgainIsToo() {
    setsMsr(DEADLINE, 1234);
    setsApic(0);
    setsMsr(DEADLINE, 1234);
    setsApic(2);
    setsMsr(DEADLINE, 1234);
    assertThat(story.findings()).containsExactly("SAVE-17 VIOLATION");
  }

  @Test
  void noDeadlineOtherMsrsAndOtherModesAreNoOccasion() {
    setsMsr(DEADLINE, 0);
    setsMsr(0x10, 1234);
    setsApic(2).exits(hlt());
    setsMsr(DEADLINE, 1234);
    assertThat(Story.rule(story.judgement(), "SAVE-17").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void runningAHalfRestoredVcpuIsAViolation() {
    story.during(RESTORE, () -> fails(Registers.KVM_SET_SREGS));
    vcpu0.exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-18 VIOLATION");
  }

  @Test
  void soItIsWithoutADriverWhereAWholeStateIsSet() {
    vcpu0.loads();
    fails(Msrs.KVM_SET_MSRS).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-18 VIOLATION");
  }

  @Test
  void elsewhereItMayBeATry() {
    vcpu0.exits(hlt());
    fails(Registers.KVM_SET_SREGS).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-18 WARNING");
  }

  @Test
  void tryingAgainWithSuccessIsFine() {
    story.begin(RESTORE);
    fails(Registers.KVM_SET_SREGS).sets(Registers.KVM_SET_SREGS);
    story.end(RESTORE);
    vcpu0.exits(hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-18").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void soIsGivingUp() {
    story.during(RESTORE, () -> fails(Registers.KVM_SET_SREGS));
    vcpu0.completes().closes();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void oneFailureIsOneViolation() {
    story.during(RESTORE, () -> fails(Registers.KVM_SET_SREGS));
    vcpu0.exits(hlt()).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-18 VIOLATION");
  }

  @Test
  void oneDeadlineIsDroppedOnce() {
    setsMsr(DEADLINE, 1234);
    setsApic(2);
    setsApic(2).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-17 VIOLATION");
  }

  @Test
  void whatIsTriedWhileAVcpuIsMadeMayFail() {
    fails(Registers.KVM_SET_SREGS).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-18 WARNING");
  }

  @Test
  void aDeadlineThatWasRefusedWasNotDropped() {
    fails(Msrs.KVM_SET_MSRS);
    setsApic(2).completes();
    assertThat(Story.rule(story.judgement(), "SAVE-17").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aWholeStateThatIsSetLaterIsNoRestoreByItself() {
    vcpu0.exits(hlt()).loads();
    fails(Msrs.KVM_SET_MSRS).exits(hlt());
    assertThat(story.findings()).containsExactly("SAVE-18 WARNING");
  }

  @Test
  void aTimerThatIsMaskedHasItsModeToo() {
    setsMsr(DEADLINE, 1234);
    vcpu0.sets(
        Interrupts.KVM_SET_LAPIC, StructValue.of(Interrupts.LAPIC_STATE).with("regs[802]", 5));
    assertThat(story.findings()).containsExactly("SAVE-17 VIOLATION");
  }

  @Test
  void aReservedModeIsNone() {
    setsMsr(DEADLINE, 1234);
    setsApic(3).exits(hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void onlyWhatWasSetCounts() {
    StructValue one = StructValue.of(Msrs.MSRS, 1).with("nmsrs", 1);
    StructValue deadline = one.with("entries[0].index", DEADLINE).with("entries[0].data", 1234);
    StructValue head = StructValue.of(Msrs.MSRS).with("nmsrs", 1);
    vcpu0.calls(Msrs.KVM_SET_MSRS, Optional.of(deadline), Optional.empty(), Result.ZERO);
    vcpu0.calls(Msrs.KVM_SET_MSRS, Optional.of(head), Optional.empty(), Result.of(1));
    setsApic(2);
    assertThat(Story.rule(story.judgement(), "SAVE-17").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void anApicThatWasRefusedHasNoMode() {
    setsMsr(DEADLINE, 1234);
    StructValue apic = StructValue.of(Interrupts.LAPIC_STATE).with("regs[802]", 4);
    Result refused = Result.error(Errno.EINVAL);
    vcpu0.calls(Interrupts.KVM_SET_LAPIC, Optional.of(apic), Optional.empty(), refused);
    setsMsr(DEADLINE, 1234);
    assertThat(Story.rule(story.judgement(), "SAVE-17").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }
}
