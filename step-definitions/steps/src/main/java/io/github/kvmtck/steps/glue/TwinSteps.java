package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.world.Background;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Requests;
import io.github.kvmtck.steps.world.Twin;

/** A second vCPU that runs the same as the first, in the same VM or in another. */
public final class TwinSteps {
  private final Twin twin;
  private final Background background;
  private final Requests requests;
  private final Calls calls;
  private final Expectation expect;

  public TwinSteps(
      Twin twin, Background background, Requests requests, Calls calls, Expectation expect) {
    this.twin = twin;
    this.requests = requests;
    this.calls = calls;
    this.background = background;
    this.expect = expect;
  }

  @Given("a twin of the vCPU")
  public void inSameVm() {
    twin.inSameVm();
  }

  @Given("a twin of the vCPU that starts with {assignments}")
  public void inSameVm(Assignments assignments) {
    twin.inSameVm();
    twin.set(assignments.values());
  }

  @Given("a twin of the vCPU in another VM")
  public void inOtherVm() {
    twin.inOtherVm();
  }

  @When("the twin calls KVM_RUN")
  public void begin() {
    twin.begin();
  }

  @Given("the twin runs and counts at {number}")
  public void runs(Long address) {
    twin.begin();
    goesOn(address);
  }

  @Then("the twin goes on counting at {number}")
  public void goesOn(Long address) {
    expect.that(twin.counts(address), "the twin runs and counts", ending());
  }

  @Then("the twin sleeps in KVM_RUN")
  public void sleeps() {
    expect.that(twin.sleeps(), "the twin sleeps in KVM_RUN", ending());
  }

  @When("{signal} is sent to the thread of the twin")
  public void signal(Integer signal) {
    twin.task().signal(signal);
  }

  @When("{request} is called on the twin")
  public void call(Request request) {
    calls.made(requests.call(twin.vcpu(), request));
  }

  @Then("KVM_RUN of the twin returns 0 for {exit}")
  public void returnsFor(Exit exit) {
    Result result = twin.result();
    boolean holds = !result.failed() && exit.matches(twin.exit());
    expect.that(
        holds, "KVM_RUN of the twin returns 0 for " + exit, "it → " + result + " " + twin.exit());
  }

  @Then("KVM_RUN of the twin fails with {errno}")
  public void fails(Errno errno) {
    Result result = twin.result();
    expect.that(
        result.equals(Result.error(errno)),
        "KVM_RUN of the twin fails with " + errno,
        "it → " + result + " " + twin.exit());
  }

  @When("another task begins {request} on the other VM")
  public void beginOnOtherVm(Request request) {
    background.begin(request, twin.vm());
  }

  private String ending() {
    return twin.goesOn()
        ? "KVM_RUN is in flight, but the twin is not seen to"
        : "KVM_RUN → " + twin.result();
  }
}
