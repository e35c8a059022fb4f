package io.github.kvmtck.monitors;

import static io.github.kvmtck.monitors.KvmRun.hlt;
import static io.github.kvmtck.monitors.KvmRun.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Note;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.monitors.state.Observer;
import io.github.kvmtck.monitors.state.Situation;
import io.github.kvmtck.monitors.state.Vcpu;
import io.github.kvmtck.monitors.state.Vm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept for all monitors. */
class SituationTest {
  private final List<String> seen = new ArrayList<>();
  private Situation situation = new Situation();
  private final Story story =
      new Story((docket, shared) -> {
        situation = shared;
        return List.of(new Ends());
      });
  private final StoryVcpu vcpu0 = story.vcpu(0);
  private final StoryVm vm = story.vm();

  private final class Ends implements Observer {
    @Override
    public void closed(Vcpu vcpu) {
      seen.add(vcpu.label());
    }

    @Override
    public void gone(Vm gone) {
      seen.add(gone.label());
    }
  }

  private boolean isLive() {
    return situation.vms().iterator().next().isLive();
  }

  @Test
  void aVmIsGoneWithItsLastDescriptor() {
    vm.sets(0, 0, 0x1000, 0);
    vcpu0.exits(hlt()).gets(Registers.KVM_GET_REGS);
    vm.closes();
    assertThat(seen).isEmpty();
    vcpu0.closes();
    assertThat(seen).containsExactly("vcpu0", "vm");
    assertThat(situation.vms()).isEmpty();
    assertThat(situation.vcpus()).isEmpty();
  }

  @Test
  void aCopyKeepsADescriptorAlive() {
    vcpu0.exits(hlt()).copies(40).closes();
    assertThat(seen).isEmpty();
    vcpu0.as(40).closes();
    assertThat(seen).containsExactly("vcpu0");
  }

  @Test
  void soDoesAForkedChild() {
    vcpu0.exits(hlt()).gets(Registers.KVM_GET_REGS);
    story.noted(at -> new Note.ProcessStarted(at, 2, 1, List.of()));
    vcpu0.closes();
    assertThat(seen).isEmpty();
    story.noted(at -> new Note.ProcessEnded(at, 2, 0));
    assertThat(seen).containsExactly("vcpu0");
  }

  @Test
  void aProcessTakesItsDescriptorsAlong() {
    vm.sets(0, 0, 0x1000, 0).readsLog(0);
    vcpu0.exits(hlt()).gets(Registers.KVM_GET_REGS);
    story.processEnds();
    assertThat(seen).containsExactlyInAnyOrder("vcpu0", "vm");
  }

  @Test
  void twoRunsOfOneVcpuCountOneByOne() {
    StoryVcpu.Running first = vcpu0.run();
    StoryVcpu.Running second = vcpu0.run();
    first.exits(in(0x10));
    assertThat(isLive()).isTrue();
    second.exits(in(0x10));
    assertThat(isLive()).isFalse();
  }

  @Test
  void aTaskThatEndsInKvmRunRunsNoMore() {
    vcpu0.run();
    assertThat(isLive()).isTrue();
    vcpu0.taskEnds();
    assertThat(isLive()).isFalse();
  }

  @Test
  void aVcpuThatIsClosedInKvmRunIsNoMore() {
    StoryVcpu.Running run = vcpu0.run();
    vcpu0.closes();
    assertThat(isLive()).isFalse();
    run.exits(hlt());
    assertThat(situation.vcpus()).isEmpty();
  }
}
