package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.steps.words.Message;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.World;

/** Interrupts, NMIs and exceptions that wait for the vCPU. */
public final class EventSteps {
  /** SVR; bit 8 enables (SDM volume 3, figure "Spurious-Interrupt Vector Register"). */
  private static final int SPURIOUS_VECTOR = 0xF0;

  private static final int APIC_ENABLED_IN_SECOND_BYTE = 1;

  private final World world;
  private final Calls calls;
  private final Expectation expect;

  public EventSteps(World world, Calls calls, Expectation expect) {
    this.world = world;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("the local APIC is enabled by software")
  public void enableLocalApic() {
    byte[] registers = vcpu().getLapic().value().bytes();
    registers[SPURIOUS_VECTOR + 1] |= APIC_ENABLED_IN_SECOND_BYTE;
    vcpu().setLapic(StructValue.of(Interrupts.LAPIC_STATE, registers)).orThrow();
  }

  @Given("an NMI is queued")
  public void nmi() {
    vcpu().nmi().orThrow();
    world.remember();
  }

  @When("another task sends {message} with KVM_SIGNAL_MSI")
  public void signalMsi(Message message) {
    // KVM_NMI is no way to wake a vCPU: it waits for vcpu->mutex, which KVM_RUN holds.
    Vm vm = world.vm().by(world.otherTask());
    calls.made(vm.signalMsi(message.address(), message.data()).result());
  }

  @When("interrupt {number} is queued")
  public void interrupt(Long vector) {
    vcpu().interrupt(vector.intValue()).orThrow();
    world.remember();
  }

  @Given("exception {number} with error code {number} is set pending")
  public void setPending(Long vector, Long errorCode) {
    StructValue events =
        vcpu()
            .getVcpuEvents()
            .value()
            .with("exception.injected", 0)
            .with("exception.pending", 1)
            .with("exception.nr", vector)
            .with("exception.has_error_code", 1)
            .with("exception.error_code", errorCode)
            .with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_PAYLOAD);
    vcpu().setVcpuEvents(events).orThrow();
  }

  @Then("exception {number} with error code {number} is pending")
  public void pending(Long vector, Long errorCode) {
    expectException("pending", vector, errorCode);
  }

  @Then("exception {number} with error code {number} is queued")
  public void queued(Long vector, Long errorCode) {
    expectException("injected", vector, errorCode);
  }

  @Then("no exception is queued")
  public void noneQueued() {
    StructValue events = events();
    expect.same(
        "exception.injected is 0, pending is 0",
        "exception.injected is "
            + events.get("exception.injected")
            + ", pending is "
            + events.get("exception.pending"));
  }

  @When("userspace drops the queued exception")
  public void drop() {
    vcpu()
        .setVcpuEvents(events().with("exception.injected", 0).with("exception.pending", 0))
        .orThrow();
  }

  @Then("an NMI is pending")
  public void nmiPending() {
    expect.same("nmi.pending is 1", "nmi.pending is " + events().get("nmi.pending"));
  }

  @Then("interrupt {number} is pending")
  public void interruptPending(Long vector) {
    StructValue events = events();
    expect.same(
        "interrupt.injected is 1, nr is " + vector,
        "interrupt.injected is "
            + events.get("interrupt.injected")
            + ", nr is "
            + events.get("interrupt.nr"));
  }

  @Then("interrupt {number} is not pending in the processor")
  public void interruptNotPending(Long vector) {
    StructValue events = events();
    boolean pending = events.get("interrupt.injected") != 0 && events.get("interrupt.nr") == vector;
    expect.that(
        !pending,
        "interrupt " + Numbers.show(vector) + " is not on its way into the guest",
        "interrupt.injected is 1, nr is " + vector);
  }

  private void expectException(String how, long vector, long errorCode) {
    StructValue events = events();
    expect.same(
        "exception." + how + " is 1, nr is " + vector + ", error_code is " + errorCode,
        "exception."
            + how
            + " is "
            + events.get("exception." + how)
            + ", nr is "
            + events.get("exception.nr")
            + ", error_code is "
            + events.get("exception.error_code"));
  }

  private StructValue events() {
    return vcpu().getVcpuEvents().value();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
