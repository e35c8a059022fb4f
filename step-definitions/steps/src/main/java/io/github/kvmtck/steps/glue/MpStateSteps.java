package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.steps.words.Entry;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.World;

/** KVM_GET_MP_STATE and KVM_SET_MP_STATE, and vCPUs that start others. */
public final class MpStateSteps {
  /** CPUID.1:ECX. */
  private static final int TSC_DEADLINE_TIMER = 1 << 24;

  private final World world;
  private final KvmRun kvmRun;
  private final Calls calls;
  private final Expectation expect;

  public MpStateSteps(World world, KvmRun kvmRun, Calls calls, Expectation expect) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.calls = calls;
    this.expect = expect;
  }

  @When("KVM_SET_MP_STATE is called with {number}")
  public void set(Long number) {
    calls.made(vcpu().setMpState(number.intValue()).result());
  }

  @When("{request} is called with a bad address")
  public void badAddress(Request request) {
    calls.made(vcpu().ioctl(request, 0).result());
  }

  @Then("the number of the MP state is {number}")
  public void number(Long number) {
    same(number.intValue(), vcpu());
  }

  @Then("the number of the MP state of the second vCPU is {number}")
  public void numberOfSecond(Long number) {
    same(number.intValue(), kvmRun.second());
  }

  @Given("the vector of the next SIPI is {number}")
  public void sipiVector(Long vector) {
    StructValue events =
        vcpu()
            .getVcpuEvents()
            .value()
            .with("sipi_vector", vector)
            .with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_SIPI_VECTOR);
    vcpu().setVcpuEvents(events).orThrow();
  }

  @Given("the guest has the CPUID that KVM supports")
  public void supportedCpuid() {
    vcpu().setCpuid2(world.kvm().getSupportedCpuid().value()).orThrow();
  }

  @Given("the guest has the CPUID that KVM supports and a TSC deadline timer")
  public void tscDeadlineTimer() {
    // KVM_GET_SUPPORTED_CPUID never has this bit: KVM_CAP_TSC_DEADLINE_TIMER tells of it.
    vcpu()
        .setCpuid2(
            world.kvm().getSupportedCpuid().value().stream()
                .map(entry -> entry.function() == 1 ? withDeadlines(entry) : entry)
                .toList())
        .orThrow();
  }

  private static CpuidEntry withDeadlines(CpuidEntry entry) {
    return new CpuidEntry(
        entry.function(),
        entry.index(),
        entry.flags(),
        entry.eax(),
        entry.ebx(),
        entry.ecx() | TSC_DEADLINE_TIMER,
        entry.edx());
  }

  @Then("CS of the second vCPU is {number} with base {number}")
  public void codeSegmentOfSecond(Long selector, Long base) {
    same(kvmRun.second(), selector, base);
  }

  @Then("CS is {number} with base {number}")
  public void codeSegment(Long selector, Long base) {
    same(vcpu(), selector, base);
  }

  @Given("the MP state of the second vCPU is set to {mpState}")
  public void setSecond(MpState state) {
    kvmRun.second().setMpState(state).orThrow();
  }

  @When("the second vCPU sleeps in KVM_RUN")
  public void secondSleeps() {
    kvmRun.begin(Entry.parse("KVM_RUN is called on the second vCPU"));
    expect.that(kvmRun.sleeps(), "KVM_RUN of the second vCPU sleeps", secondSeen());
  }

  @Then("KVM_RUN of the second vCPU returns 0 for {exit}")
  public void secondReturnsFor(Exit exit) {
    Result result = kvmRun.result();
    boolean holds = result.equals(Result.ZERO) && exit.matches(Exit.in(kvmRun.second().kvmRun()));
    expect.that(holds, "KVM_RUN of the second vCPU returns 0 for " + exit, secondSeen());
  }

  @Then("KVM_RUN of the second vCPU fails with {errno}")
  public void secondFails(Errno errno) {
    Result result = kvmRun.result();
    expect.that(
        result.equals(Result.error(errno)),
        "KVM_RUN of the second vCPU fails with " + errno,
        secondSeen());
  }

  private String secondSeen() {
    if (kvmRun.goesOn()) {
      return "KVM_RUN of the second vCPU is in flight";
    }
    Result result = kvmRun.result();
    return "KVM_RUN of the second vCPU "
        + (result.failed()
            ? "fails with " + result.errno()
            : "returns " + result.value() + " for " + Exit.in(kvmRun.second().kvmRun()));
  }

  private void same(Vcpu vcpu, long selector, long base) {
    Segment cs = vcpu.getSregs().value().segment("cs");
    expect.same(
        "CS is " + Numbers.show(selector) + " with base " + Numbers.show(base),
        "CS is " + Numbers.show(cs.selector()) + " with base " + Numbers.show(cs.base()));
  }

  private void same(int number, Vcpu vcpu) {
    String what = "the MP state is ";
    expect.same(what + MpState.name(number), what + MpState.name(vcpu.getMpState().value()));
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
