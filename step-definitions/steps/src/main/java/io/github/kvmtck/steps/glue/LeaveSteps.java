package io.github.kvmtck.steps.glue;

import io.cucumber.java.After;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.LeaveWay;
import io.github.kvmtck.steps.words.Moment;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Hammer;
import io.github.kvmtck.steps.world.Held;
import io.github.kvmtck.steps.world.LeaveRequest;
import java.util.Optional;

/** A vCPU is asked to leave KVM_RUN, and at which moment. */
public final class LeaveSteps {
  private final LeaveRequest request;
  private final Held held;
  private final Hammer hammer;
  private final Calls calls;
  private final Expectation expect;
  private Optional<Hammer.Fault> fault = Optional.empty();

  public LeaveSteps(
      LeaveRequest request, Held held, Hammer hammer, Calls calls, Expectation expect) {
    this.request = request;
    this.held = held;
    this.hammer = hammer;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("the vCPU can be asked to leave by {leaveWay}")
  public void prepare(LeaveWay way) {
    request.prepare(way);
  }

  @When("the vCPU is asked to leave")
  public void ask() {
    Result result = request.ask();
    calls.made(result);
    expect.that(!result.failed(), request.way() + " succeeds", request.way() + " → " + result);
  }

  @When("the vCPU is asked to leave {int} times")
  public void ask(int times) {
    for (int i = 0; i < times; i++) {
      ask();
    }
  }

  @Given("KVM_RUN is begun and held {moment}")
  public void hold(Moment moment) {
    held.begin(moment);
  }

  @When("KVM_RUN goes on")
  public void goOn() {
    held.release();
  }

  @When("the guest writes to port {number} {int} times and is asked to leave at any time")
  public void hammer(Long port, int times) {
    fault = hammer.takeWrites(port.intValue(), times);
  }

  @Then("no write was lost or repeated")
  public void noneLost() {
    fault.ifPresent(seen -> expect.that(false, seen.expected(), seen.observed()));
  }

  @After(order = 20_000)
  public void release() {
    held.release();
  }

  @When("KVM_USER_EXIT is called with byte {int} of its argument {int}")
  public void userExit(int offset, int value) {
    StructValue argument = StructValue.of(Proposed.USER_EXIT);
    calls.made(request.userExit(argument.with("reserved[" + offset + "]", value)));
  }

  @When("{leaveWay} is called with an unreadable argument")
  public void unreadable(LeaveWay way) {
    calls.made(request.call(way, 0, 0));
  }

  @When("{leaveWay} is called with an argument of which half is not there")
  public void halfReadable(LeaveWay way) {
    calls.made(request.call(way, way.argument().size() / 2, 0));
  }

  @When("{leaveWay} is called with an argument of ones of which half is not there")
  public void halfReadableAndWrong(LeaveWay way) {
    calls.made(request.call(way, way.argument().size() / 2, 1));
  }

  @When("KVM_USER_EXIT_V1 is called for vCPU {int}")
  public void userExitV1(int vcpu) {
    calls.made(request.userExitV1(LeaveRequest.named(vcpu)));
  }

  @When("KVM_USER_EXIT_V1 is called for vCPU {int} with byte {int} of the rest 1")
  public void userExitV1(int vcpu, int offset) {
    StructValue argument = LeaveRequest.named(vcpu).with("reserved[" + offset + "]", 1);
    calls.made(request.userExitV1(argument));
  }

  @Given("the vCPU has {int} exitfds")
  @When("{int} exitfds are made")
  public void makeExitfds(int count) {
    for (int i = 0; i < count; i++) {
      calls.made(request.makeExitfd().result());
    }
  }

  @When("exitfd {int} is written with {number}")
  public void write(int exitfd, Long count) {
    calls.made(request.write(exitfd - 1, count));
  }

  @When("exitfd {int} is closed")
  public void close(int exitfd) {
    calls.made(request.close(exitfd - 1));
  }
}
