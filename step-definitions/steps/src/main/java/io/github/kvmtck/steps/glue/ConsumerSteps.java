package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Consumers;
import io.github.kvmtck.steps.world.Expectation;

/** Who uses memory slots while no vCPU is in KVM_RUN. */
public final class ConsumerSteps {
  private final Consumers consumers;
  private final Calls calls;
  private final Expectation expect;

  public ConsumerSteps(Consumers consumers, Calls calls, Expectation expect) {
    this.consumers = consumers;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("another task sets MSR {number} to {number}")
  public void setMsr(Long index, Long value) {
    calls.made(consumers.setMsr(index, value));
  }

  @When("a task is preempted in {request}")
  public void preempt(Request request) {
    expect.that(
        consumers.preemptedIn(request),
        "the task is preempted in the call and then makes it",
        "it is not, or the call does not return");
  }

  @When("a device in the kernel writes at {number}")
  public void write(Long gpa) {
    calls.made(consumers.deviceWrites(gpa));
  }
}
