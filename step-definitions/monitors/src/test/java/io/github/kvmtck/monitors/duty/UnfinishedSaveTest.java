package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.SNAPSHOT;
import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.in;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static io.github.kvmtck.monitors.KvmRun.mmioWrite;
import static io.github.kvmtck.monitors.KvmRun.out;
import static io.github.kvmtck.monitors.KvmRun.reason;
import static io.github.kvmtck.monitors.Story.failed;
import static io.github.kvmtck.monitors.Story.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.HyperV;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.verdict.Finding;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class UnfinishedSaveTest {
  private static final int OF_A_LATER_KERNEL = 99;

  private final Story story = Story.to(UnfinishedSave::new);
  private final StoryVcpu vcpu0 = story.vcpu(0);

  @Test
  void savingAPendingPortReadInASnapshotIsAViolation() {
    vcpu0.exits(in(0x10));
    story.during(SNAPSHOT, vcpu0::saves);
    Judgement judgement = story.judgement();
    assertThat(failed(judgement)).containsExactly("COMP-04", "SAVE-01", "SAVE-07");
    assertThat(rule(judgement, "SAVE-07").impliedBy()).contains("SAVE-01");
    assertThat(rule(judgement, "SAVE-07").findings()).isEmpty();
    Finding finding = Story.only(judgement, Finding.Level.VIOLATION);
    assertThat(finding.calls())
        .extracting(Object::toString)
        .containsExactly(
            "vcpu0 KVM_RUN → 0 KVM_EXIT_IO in port 0x10 size 1 count 1",
            "vcpu0 KVM_GET_VCPU_EVENTS → 0");
    assertThat(finding.after())
        .extracting(Object::toString)
        .containsExactly("vcpu0 KVM_GET_VCPU_EVENTS → 0", "vcpu0 KVM_GET_LAPIC → 0");
    assertThat(finding.toString())
        .contains("VIOLATION SAVE-01: After an exit whose operation is pending")
        .contains(" > 1 vcpu0: vcpu0 KVM_RUN");
  }

  @Test
  void theSameAfterCompletionIsNone() {
    vcpu0.exits(in(0x10)).completes();
    story.during(SNAPSHOT, vcpu0::saves);
    Judgement judgement = story.judgement();
    assertThat(failed(judgement)).isEmpty();
    assertThat(rule(judgement, "SAVE-01").verdict()).isEqualTo(Verdict.PASS);
    assertThat(rule(judgement, "SAVE-01").exercised()).isEqualTo(1);
    assertThat(rule(judgement, "SAVE-02").exercised()).isEqualTo(1);
    assertThat(rule(judgement, "SAVE-03").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aSignalCompletesAsWell() {
    vcpu0.exits(out(0x10)).run().fails(Errno.EINTR, reason(ExitReason.KVM_EXIT_INTR)).saves();
    Judgement judgement = story.judgement();
    assertThat(failed(judgement)).isEmpty();
    assertThat(rule(judgement, "SAVE-03").exercised()).isEqualTo(1);
    assertThat(rule(judgement, "SAVE-02").exercised()).isZero();
  }

  @Test
  void outsideOfASnapshotAnEndWithoutReentryIsAViolation() {
    vcpu0.exits(in(0x10)).saves().closes();
    assertThat(story.findings()).containsExactly("SAVE-01 VIOLATION");
  }

  @Test
  void soIsTheEndOfTheProcess() {
    vcpu0.exits(in(0x10)).saves();
    story.processEnds();
    assertThat(story.findings()).containsExactly("SAVE-01 VIOLATION");
  }

  @Test
  void aHandlerThatReadsAllAndGoesOnIsANote() {
    vcpu0.exits(in(0x10)).saves().exits(hlt()).closes();
    assertThat(story.findings()).containsExactly("SAVE-01 NOTE");
  }

  @Test
  void aTraceThatEndsThereProvesNothing() {
    vcpu0.exits(in(0x10)).saves();
    assertThat(story.findings()).containsExactly("SAVE-01 NOTE");
  }

  @Test
  void aHandlerThatReadsRegistersSavesNothing() {
    vcpu0.exits(in(0x10)).gets(Registers.KVM_GET_REGS).gets(Registers.KVM_GET_SREGS).closes();
    Judgement judgement = story.judgement();
    assertThat(rule(judgement, "SAVE-01").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void oneReentryIsNotEnoughWhereTheInstructionHasAnotherPart() {
    vcpu0.exits(mmioRead(0x20fff, 1)).complete().exits(mmioRead(0x21000, 1));
    story.during(SNAPSHOT, vcpu0::saves);
    Judgement judgement = story.judgement();
    assertThat(failed(judgement))
        .containsExactly("COMP-04", "COMP-06", "SAVE-02", "SAVE-04", "SAVE-07");
    assertThat(Story.only(judgement, Finding.Level.VIOLATION).rule().id()).isEqualTo("SAVE-04");
  }

  @Test
  void itIsOnceEveryPartIsServed() {
    vcpu0.exits(mmioRead(0x20fff, 1)).complete().exits(mmioRead(0x21000, 1)).completes();
    story.during(SNAPSHOT, vcpu0::saves);
    Judgement judgement = story.judgement();
    assertThat(failed(judgement)).isEmpty();
    assertThat(rule(judgement, "SAVE-04").exercised()).isEqualTo(1);
  }

  @Test
  void anAccessAfterAnotherOneIsNoPartOfIt() {
    vcpu0.exits(mmioRead(0x20fff, 1)).exits(mmioRead(0x21000, 1));
    story.during(SNAPSHOT, vcpu0::saves);
    assertThat(story.findings()).containsExactly("SAVE-01 VIOLATION");
  }

  @Test
  void anErrorBeforeTheCompletionProvesNothing() {
    vcpu0.exits(in(0x10)).complete().fails(Errno.EAGAIN);
    story.during(SNAPSHOT, vcpu0::saves);
    Finding finding = Story.only(story.judgement(), Finding.Level.VIOLATION);
    assertThat(finding.rule().id()).isEqualTo("SAVE-02");
    assertThat(finding.why()).startsWith("KVM_RUN failed with EAGAIN before it looked");
  }

  @Test
  void norDoesEintrOfAVcpuThatIsUninitialized() {
    vcpu0.exits(in(0x10)).mpState(MpState.KVM_MP_STATE_UNINITIALIZED.number()).completes();
    story.during(SNAPSHOT, vcpu0::saves);
    assertThat(story.findings()).containsExactly("SAVE-02 VIOLATION");
  }

  @Test
  void norDoesASignalThen() {
    vcpu0.exits(in(0x10)).mpState(MpState.KVM_MP_STATE_UNINITIALIZED.number()).interrupted();
    story.during(SNAPSHOT, vcpu0::saves);
    assertThat(story.findings()).containsExactly("SAVE-03 VIOLATION");
  }

  @Test
  void itDoesOnceTheVcpuIsRunnableAgain() {
    vcpu0
        .exits(in(0x10))
        .mpState(MpState.KVM_MP_STATE_UNINITIALIZED.number())
        .completes()
        .mpState(MpState.KVM_MP_STATE_RUNNABLE.number())
        .completes();
    story.during(SNAPSHOT, vcpu0::saves);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anExitThatNobodyKnowsIsTakenForPending() {
    vcpu0.exits(reason(OF_A_LATER_KERNEL));
    story.during(SNAPSHOT, vcpu0::saves);
    assertThat(story.findings()).containsExactly("SAVE-15 VIOLATION");
  }

  @Test
  void completingItIsEnough() {
    vcpu0.exits(reason(OF_A_LATER_KERNEL)).completes();
    story.during(SNAPSHOT, vcpu0::saves);
    Judgement judgement = story.judgement();
    assertThat(failed(judgement)).isEmpty();
    assertThat(rule(judgement, "SAVE-15").exercised()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {
        "KVM_EXIT_IO",
        "KVM_EXIT_MMIO",
        "KVM_EXIT_OSI",
        "KVM_EXIT_PAPR_HCALL",
        "KVM_EXIT_XEN",
        "KVM_EXIT_EPR",
        "KVM_EXIT_HYPERCALL",
        "KVM_EXIT_TDX",
        "KVM_EXIT_X86_RDMSR",
        "KVM_EXIT_X86_WRMSR"
      })
  void everyListedExitIsPending(ExitReason reason) {
    vcpu0.exits(reason(reason).with("mmio.len", 1)).saves().closes();
    assertThat(story.findings()).containsExactly("SAVE-01 VIOLATION");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.INCLUDE,
      names = {
        "KVM_EXIT_DEBUG",
        "KVM_EXIT_SHUTDOWN",
        "KVM_EXIT_INTR",
        "KVM_EXIT_HLT",
        "KVM_EXIT_IRQ_WINDOW_OPEN",
        "KVM_EXIT_IOAPIC_EOI",
        "KVM_EXIT_FAIL_ENTRY",
        "KVM_EXIT_INTERNAL_ERROR",
        "KVM_EXIT_SYSTEM_EVENT",
        "KVM_EXIT_DIRTY_RING_FULL"
      })
  void afterTheOthersTheStateMayBeSavedAsItIs(ExitReason reason) {
    vcpu0.exits(reason(reason));
    story.during(SNAPSHOT, vcpu0::saves);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void ofHyperVOnlyTheSynicHasNothingPending() {
    vcpu0.exits(hyperv(HyperV.KVM_EXIT_HYPERV_SYNIC)).saves().closes();
    story.vcpu(1).exits(hyperv(HyperV.KVM_EXIT_HYPERV_HCALL)).saves().closes();
    assertThat(story.findings()).containsExactly("SAVE-01 VIOLATION");
  }

  private static KvmRun hyperv(int type) {
    return reason(ExitReason.KVM_EXIT_HYPERV).with("hyperv.type", type);
  }

  @Test
  void aFetchThatIsToldAsMmioHasNothingPending() {
    vcpu0.exits(mmioRead(0x30000, 0)).saves().closes();
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aKernelThatTellsIsBelieved() {
    vcpu0.exits(in(0x10).needsCompletion()).exits(mmioWrite(0x20000, 1)).saves().closes();
    story.vcpu(1).exits(in(0x10).needsCompletion()).saves().closes();
    assertThat(story.findings()).containsExactly("SAVE-01 VIOLATION");
  }

  @Test
  void whatTheTransportBrokeIsNotJudgedAndItsRateIsTold() {
    vcpu0.exits(in(0x10)).complete().failsByTransport();
    story.during(SNAPSHOT, vcpu0::saves);
    Judgement judgement = story.judgement();
    assertThat(failed(judgement)).isEmpty();
    assertThat(rule(judgement, "SAVE-01").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
    assertThat(judgement.transport().rate()).isEqualTo(0.5);
  }

  @Test
  void manyAlikeAreCountedAndNotKept() {
    for (int i = 0; i < 20; i++) {
      vcpu0.exits(in(0x10));
      story.during(SNAPSHOT, vcpu0::saves);
    }
    Judgement judgement = story.judgement();
    assertThat(rule(judgement, "SAVE-01").findings()).hasSize(8);
    assertThat(rule(judgement, "SAVE-01").unlisted()).isEqualTo(12);
    assertThat(rule(judgement, "SAVE-01").exercised()).isEqualTo(20);
  }
}
