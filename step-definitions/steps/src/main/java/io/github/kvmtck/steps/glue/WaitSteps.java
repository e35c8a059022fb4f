package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.ProposedWaits;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.steps.words.Message;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.WaitWay;
import io.github.kvmtck.steps.world.Waits;
import io.github.kvmtck.steps.world.World;

/** Waits for an event of a vCPU that is not to run, and what holds events back. */
public final class WaitSteps {
  private static final int PRIORITY_SHIFT = 4;

  /** Of the local APIC: 32 bits of ISR in every 16 bytes. */
  private static final int IN_SERVICE = 0x100;

  private static final int REGISTER = 0x10;

  private final World world;
  private final Waits waits;
  private final Calls calls;
  private final Expectation expect;

  public WaitSteps(World world, Waits waits, Calls calls, Expectation expect) {
    this.world = world;
    this.waits = waits;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("the vCPU is to wait by {way}")
  public void prepare(WaitWay way) {
    waits.prepare(way);
  }

  @When("the wait is begun")
  public void begin() {
    waits.begin();
  }

  @When("the wait is begun with immediate_exit")
  public void beginWithImmediateExit() {
    waits.beginWithImmediateExit();
  }

  @When("the vCPU waits")
  public void waiting() {
    waits.begin();
    expect.that(waits.sleeps(), "the wait goes on", waits.ending());
  }

  @When("the wait is begun, and another task sends {message} before it sleeps")
  public void beginMeanwhile(Message message) {
    Vm vm = world.vm().by(world.otherTask());
    boolean reached =
        waits.beginMeanwhile(() -> vm.signalMsi(message.address(), message.data()).orThrow());
    expect.that(reached, "the wait gets to its sleep", waits.ending());
  }

  @Then("the wait ends with an event")
  public void endsWithEvent() {
    expect.that(waits.endedForEvent(), "the wait ends with an event", waits.ending());
  }

  @Given("a wait has ended with an event")
  public void hasEndedWithEvent() {
    waits.begin();
    endsWithEvent();
  }

  @Then("the wait fails with EINTR")
  public void interrupted() {
    expect.that(waits.interrupted(), "the wait fails with EINTR", waits.ending());
  }

  @When("{signal} is sent to the vCPU thread if the INIT does not end KVM_RUN")
  public void signalIfNotEnded(Integer signal) {
    if (!waits.ends()) {
      world.vcpuTask().signal(signal);
    }
  }

  @Then("what KVM_RUN returned and the MP state are recorded")
  public void record() {
    world.observe("KVM_RUN", waits.ending());
    world.observe("MP state", MpState.name(vcpu().getMpState().value()));
  }

  @When("KVM_VCPU_WAIT is called for type {number} with flags {number}")
  public void waitFor(Long type, Long flags) {
    StructValue argument =
        StructValue.of(ProposedWaits.VCPU_WAIT).with("type", type).with("flags", flags);
    calls.made(vcpu().ioctl(ProposedWaits.KVM_VCPU_WAIT, argument).result());
  }

  @When("KVM_VCPU_ARM_POLL is called with mask {number}")
  public void arm(Long mask) {
    StructValue argument = StructValue.of(ProposedWaits.VCPU_POLL).with("mask", mask);
    calls.made(vcpu().ioctl(ProposedWaits.KVM_VCPU_ARM_POLL, argument).result());
  }

  @Given("userspace sets KVM_RUN_IGNORE_RFLAGS_IF in kvm_run")
  public void ignoreFlag() {
    vcpu().kvmRun().set("padding1[0]", ProposedWaits.KVM_RUN_IGNORE_RFLAGS_IF);
  }

  @When("userspace lets the vCPU run")
  public void resume() {
    waits.resume();
  }

  @Given("the task priority is {number}")
  public void taskPriority(Long priority) {
    Sregs sregs = vcpu().getSregs().value();
    vcpu().setSregs(sregs.with("cr8", priority >>> PRIORITY_SHIFT)).orThrow();
    world.remember();
  }

  @Given("interrupt {number} is in service")
  public void inService(Long vector) {
    byte[] registers = vcpu().getLapic().value().bytes();
    int bit = vector.intValue();
    registers[IN_SERVICE + bit / Integer.SIZE * REGISTER + bit % Integer.SIZE / Byte.SIZE] |=
        (byte) (1 << bit % Byte.SIZE);
    vcpu().setLapic(StructValue.of(Interrupts.LAPIC_STATE, registers)).orThrow();
  }

  @Given("the vCPU is in the shadow of STI")
  public void stiShadow() {
    shadow(VcpuEvents.KVM_X86_SHADOW_INT_STI);
  }

  @Given("the vCPU is in the shadow of MOV SS")
  public void movSsShadow() {
    shadow(VcpuEvents.KVM_X86_SHADOW_INT_MOV_SS);
  }

  private void shadow(int bit) {
    StructValue events =
        vcpu()
            .getVcpuEvents()
            .value()
            .with("interrupt.shadow", bit)
            .with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_SHADOW);
    vcpu().setVcpuEvents(events).orThrow();
  }

  @Given("NMIs are masked")
  public void maskNmis() {
    StructValue events = vcpu().getVcpuEvents().value().with("nmi.masked", 1).with("flags", 0);
    vcpu().setVcpuEvents(events).orThrow();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
