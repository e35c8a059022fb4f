package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.steps.code.GuestCode;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.words.Numbers;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/**
 * Compares what is expected with what was seen, and says what a reader must know if they differ.
 */
public final class Expectation {
  private final World world;
  private final KvmRun kvmRun;
  private final Lesson lesson;

  public Expectation(World world, KvmRun kvmRun, Lesson lesson) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.lesson = lesson;
  }

  /** Fails where {@code holds} is false; the two texts are read side by side. */
  public void that(boolean holds, String expected, String observed) {
    Assertions.assertThat(holds).withFailMessage(() -> lesson(expected, observed)).isTrue();
  }

  /** Fails where the texts differ. */
  public void same(String expected, String observed) {
    that(expected.equals(observed), expected, observed);
  }

  private String lesson(String expected, String observed) {
    List<String> calls = world.lastCalls();
    return lesson.of(expected, observed, calls, state());
  }

  /**
   * RIP with its instruction, where the vCPU can be asked without waiting for KVM_RUN. One of a
   * dead VM answers nothing.
   */
  private Optional<String> state() {
    if (!world.hasMachine() || kvmRun.goesOn()) {
      return Optional.empty();
    }
    Vcpu vcpu = world.machine().vcpu();
    MappedRun run = vcpu.kvmRun();
    Reply<Regs> regs = vcpu.getRegs();
    if (regs.failed()) {
      return Optional.of("KVM_GET_REGS → " + regs.result());
    }
    long rip = regs.value().rip();
    GuestCode code = world.machine().code();
    String instruction = code.instructionAt(rip).map(text -> " (" + text + ")").orElse("");
    return Optional.of(
        "RIP is " + Numbers.show(rip) + instruction + ", kvm_run has " + Exit.in(run));
  }
}
