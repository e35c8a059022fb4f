package io.github.kvmtck.monitors.duty;

import static io.github.kvmtck.api.events.Note.Activity.SNAPSHOT;
import static io.github.kvmtck.monitors.KvmRun.in;
import static io.github.kvmtck.monitors.KvmRun.mmioRead;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.events.CoalescedWrites;
import io.github.kvmtck.api.uapi.CoalescedIo;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.monitors.KvmRun;
import io.github.kvmtck.monitors.Story;
import io.github.kvmtck.monitors.StoryVcpu;
import io.github.kvmtck.monitors.StoryVm;
import io.github.kvmtck.monitors.verdict.Judgement;
import io.github.kvmtck.reports.Verdict;
import org.junit.jupiter.api.Test;

class CoalescedRingTest {
  private static final long DEVICE = 0x30000;

  private final Story story = Story.to(CoalescedRing::new);
  private final StoryVm vm =
      story.vm().calls(CoalescedIo.KVM_REGISTER_COALESCED_MMIO, zone(DEVICE, 0x100, 0));
  private final StoryVcpu vcpu0 = story.vcpu(0);

  private static StructValue zone(long address, int size, int port) {
    return StructValue.of(CoalescedIo.COALESCED_MMIO_ZONE)
        .with("addr", address)
        .with("size", size)
        .with("pio", port);
  }

  private static KvmRun ring(KvmRun run, int first, int last) {
    return run.coalesced(first, last, first == last ? 0 : DEVICE + 4);
  }

  private void reads(long address, int firstAfterwards) {
    vcpu0.run(ring(KvmRun.zero(), 0, 0)).exits(ring(mmioRead(address, 1), 0, 3));
    vcpu0.run(ring(KvmRun.zero(), firstAfterwards, 3)).exits(ring(KvmRun.hlt(), 3, 3));
  }

  @Test
  void aReadThatIsServedBeforeEarlierWritesIsAViolation() {
    reads(DEVICE + 8, 0);
    assertThat(story.findings()).containsExactly("SAVE-11 VIOLATION");
  }

  @Test
  void emptyingTheRingFirstIsTheWay() {
    reads(DEVICE + 8, 3);
    Judgement judgement = story.judgement();
    assertThat(Story.rule(judgement, "SAVE-11").verdict()).isEqualTo(Verdict.PASS);
    assertThat(Story.rule(judgement, "SAVE-11").exercised()).isEqualTo(1);
  }

  @Test
  void anExitElsewhereMayBeForAnotherDevice() {
    reads(DEVICE + 0x100, 0);
    assertThat(Story.rule(story.judgement(), "SAVE-11").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void soMayOneInAZoneThatIsNoMore() {
    vm.calls(CoalescedIo.KVM_UNREGISTER_COALESCED_MMIO, zone(DEVICE, 0x100, 0));
    reads(DEVICE + 8, 0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void portsHaveZonesOfTheirOwn() {
    vm.calls(CoalescedIo.KVM_REGISTER_COALESCED_MMIO, zone(0x10, 4, 1));
    KvmRun write = in(0x12).coalesced(new CoalescedWrites(0, 1, 0x10, true));
    KvmRun other = in(0x14).coalesced(new CoalescedWrites(0, 1, 0x10, true));
    KvmRun memory = in(0x12).coalesced(new CoalescedWrites(0, 1, 0x10, false));
    vcpu0.exits(other).run(other).exits(memory).run(memory).exits(write);
    assertThat(Story.rule(story.judgement(), "SAVE-11").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void anAccessToThePortIsServedAfterEarlierOnes() {
    vm.calls(CoalescedIo.KVM_REGISTER_COALESCED_MMIO, zone(0x10, 4, 1));
    KvmRun write = in(0x12).coalesced(new CoalescedWrites(0, 1, 0x10, true));
    vcpu0.exits(write).run(write).exits(KvmRun.hlt());
    assertThat(story.findings()).containsExactly("SAVE-11 VIOLATION");
  }

  @Test
  void aSaveWithWritesInTheRingIsAViolation() {
    saves(0);
    assertThat(story.findings()).containsExactly("SAVE-11 VIOLATION");
  }

  @Test
  void whatIsEmptyIsSaved() {
    saves(3);
    assertThat(Story.rule(story.judgement(), "SAVE-11").verdict()).isEqualTo(Verdict.PASS);
  }

  private void saves(int firstAfterwards) {
    vcpu0.run().fails(Errno.EINTR, ring(KvmRun.zero(), 0, 3));
    story.during(SNAPSHOT, vcpu0::saves);
    vcpu0.run(ring(KvmRun.zero(), firstAfterwards, 3)).exits(ring(KvmRun.hlt(), 3, 3));
    vcpu0.run(ring(KvmRun.zero(), 3, 3)).exits(KvmRun.hlt());
  }

  @Test
  void aLookAtTheStateIsNoSave() {
    vcpu0.run().fails(Errno.EINTR, ring(KvmRun.zero(), 0, 3));
    vcpu0.saves().run(ring(KvmRun.zero(), 0, 3)).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aRingThatAnotherVcpuFillsMayHaveGoneRound() {
    vcpu0.exits(ring(mmioRead(DEVICE + 8, 1), 0, 3));
    story.vcpu(1).exits(KvmRun.hlt());
    vcpu0.run(ring(KvmRun.zero(), 0, 3)).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aVmThatGoesTakesItsZonesAlong() {
    vcpu0.exits(KvmRun.hlt()).closes();
    vm.closes();
    reads(DEVICE + 8, 0);
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void theOldestWriteMayBeOfAnotherDevice() {
    vm.calls(CoalescedIo.KVM_REGISTER_COALESCED_MMIO, zone(2 * DEVICE, 0x100, 0));
    KvmRun exit = mmioRead(DEVICE + 8, 1).coalesced(0, 1, 2 * DEVICE);
    vcpu0.exits(exit).run(exit).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void onlyAPortExitIsForAPort() {
    vm.calls(CoalescedIo.KVM_REGISTER_COALESCED_MMIO, zone(0x10, 4, 1));
    KvmRun exit =
        KvmRun.hlt().with("io.port", 0x12).coalesced(new CoalescedWrites(0, 1, 0x10, true));
    vcpu0.exits(exit).run(exit).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void aZoneThatWasRefusedIsNone() {
    vm.fails(CoalescedIo.KVM_REGISTER_COALESCED_MMIO, zone(2 * DEVICE, 0x100, 0));
    KvmRun exit = mmioRead(2 * DEVICE, 1).coalesced(0, 1, 2 * DEVICE);
    vcpu0.exits(exit).run(exit).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }

  @Test
  void anEmptyRingHasNothingToSave() {
    vcpu0.run().fails(Errno.EINTR, ring(KvmRun.zero(), 3, 3));
    story.during(SNAPSHOT, vcpu0::saves);
    vcpu0.run(ring(KvmRun.zero(), 3, 3)).exits(ring(KvmRun.hlt(), 3, 5));
    vcpu0.run(ring(KvmRun.zero(), 3, 5)).exits(KvmRun.hlt());
    assertThat(Story.rule(story.judgement(), "SAVE-11").verdict()).isEqualTo(Verdict.NOT_EXERCISED);
  }

  @Test
  void aRingThatIsNotSeenSaysNothing() {
    vcpu0.exits(ring(mmioRead(DEVICE + 8, 1), 0, 3)).exits(KvmRun.hlt());
    assertThat(story.findings()).isEmpty();
  }
}
