package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.steps.words.Target;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Requests;
import io.github.kvmtck.steps.world.World;

/** ioctls by name or number, and how they end. */
public final class CallSteps {
  private final World world;
  private final Requests requests;
  private final Calls calls;
  private final Expectation expect;

  public CallSteps(World world, Requests requests, Calls calls, Expectation expect) {
    this.world = world;
    this.requests = requests;
    this.calls = calls;
    this.expect = expect;
  }

  @When("userspace calls {request}")
  public void call(Request request) {
    calls.made(requests.call(request));
  }

  @When("userspace calls {request} with a null pointer")
  public void callWithNull(Request request) {
    calls.made(requests.callWithNull(request));
  }

  @When("a child process calls {request}")
  public void callInChild(Request request) {
    calls.made(requests.callInChild(request));
  }

  @When("ioctl {number} is called on {target}")
  public void ioctl(Long number, Target target) {
    int fd = world.handle(target).fd();
    calls.made(world.vcpuTask().call(new Syscall.Ioctl(fd, number, 0)));
  }

  @Then("the call fails with {errno}")
  public void fails(Errno errno) {
    expect.same(Result.error(errno).toString(), calls.last().toString());
  }

  @Then("the call returns {number} or fails with {errno}, which is recorded")
  public void returnsOrFails(Long value, Errno errno) {
    Result seen = calls.last();
    Result allowed = seen.failed() ? Result.error(errno) : Result.of(value);
    expect.that(
        seen.equals(allowed), Result.of(value) + " or " + Result.error(errno), seen.toString());
    world.observe("call", seen.toString());
  }

  @Then("how the call ends is recorded")
  public void recorded() {
    world.observe("call", calls.last().toString());
  }

  @Then("the call returns {number}")
  public void returns(Long value) {
    expect.same(Result.of(value).toString(), calls.last().toString());
  }
}
