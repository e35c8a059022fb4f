package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Twin;

/** A second vCPU that runs the same as the first, in the same VM or in another. */
public final class TwinSteps {
  private final Twin twin;
  private final Expectation expect;

  public TwinSteps(Twin twin, Expectation expect) {
    this.twin = twin;
    this.expect = expect;
  }

  @Given("a second vCPU that runs the same")
  public void inSameVm() {
    twin.inSameVm();
  }

  @Given("a second vCPU that runs the same, and starts with {assignments}")
  public void inSameVm(Assignments assignments) {
    twin.inSameVm();
    twin.set(assignments.values());
  }

  @Given("another VM with a second vCPU that runs the same")
  public void inOtherVm() {
    twin.inOtherVm();
  }

  @When("the second vCPU calls KVM_RUN")
  public void begin() {
    twin.begin();
  }

  @Given("the second vCPU runs and counts at {number}")
  public void runs(Long address) {
    twin.begin();
    goesOn(address);
  }

  @Then("the second vCPU goes on counting at {number}")
  public void goesOn(Long address) {
    expect.that(twin.counts(address), "the second vCPU runs and counts", ending());
  }

  @Then("the second vCPU sleeps in KVM_RUN")
  public void sleeps() {
    expect.that(twin.sleeps(), "the second vCPU sleeps in KVM_RUN", ending());
  }

  @When("{signal} is sent to the thread of the second vCPU")
  public void signal(Integer signal) {
    twin.task().signal(signal);
  }

  @Then("KVM_RUN of the second vCPU returns 0 for {exit}")
  public void returnsFor(Exit exit) {
    Result result = twin.result();
    boolean holds = !result.failed() && exit.matches(twin.exit());
    expect.that(
        holds, "the second KVM_RUN returns 0 for " + exit, "it → " + result + " " + twin.exit());
  }

  @Then("KVM_RUN of the second vCPU fails with {errno}")
  public void fails(Errno errno) {
    Result result = twin.result();
    expect.that(
        result.equals(Result.error(errno)),
        "the second KVM_RUN fails with " + errno,
        "it → " + result + " " + twin.exit());
  }

  private String ending() {
    return twin.goesOn()
        ? "KVM_RUN is in flight, but the second vCPU is not seen to"
        : "KVM_RUN → " + twin.result();
  }
}
