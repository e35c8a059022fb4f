package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.steps.world.Background;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.Progress;
import io.github.kvmtck.steps.world.Races;
import io.github.kvmtck.steps.world.World;
import java.util.Map;

/** What several tasks do at the same time. */
public final class TaskSteps {
  private final World world;
  private final KvmRun kvmRun;
  private final Progress progress;
  private final Races races;
  private final Background background;
  private final Expectation expect;
  private Map<String, Integer> ends = Map.of();

  public TaskSteps(
      World world,
      KvmRun kvmRun,
      Progress progress,
      Races races,
      Background background,
      Expectation expect) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.progress = progress;
    this.races = races;
    this.background = background;
    this.expect = expect;
  }

  @Given("KVM_RUN is begun")
  public void begin() {
    kvmRun.begin();
  }

  @Given("the guest runs and counts at {number}")
  public void runs(Long address) {
    expect.that(
        progress.begin(address), "KVM_RUN runs the guest, which counts", ending("the guest"));
  }

  @Given("the guest runs and writes at {number}")
  public void writes(Long address) {
    expect.that(
        progress.begin(address), "KVM_RUN runs the guest, which writes", ending("the guest"));
  }

  @Then("the guest goes on counting at {number}")
  public void goesOn(Long address) {
    expect.that(
        progress.counts(address), "KVM_RUN goes on and the guest counts", ending("the guest"));
  }

  @Given("the vCPU sleeps in KVM_RUN")
  public void sleeps() {
    kvmRun.begin();
    expect.that(kvmRun.sleeps(), "KVM_RUN sleeps", ending("the task"));
  }

  @Then("the vCPU still sleeps in KVM_RUN")
  public void stillSleeps() {
    expect.that(kvmRun.sleeps(), "KVM_RUN still sleeps", ending("the task"));
  }

  @When("another task sets immediate_exit")
  public void setImmediateExit() {
    world.machine().vcpu().kvmRun().immediateExit(1);
  }

  @When("another task sets immediate_exit after KVM_RUN has tested it and before the guest runs")
  public void setImmediateExitBeforeEntry() {
    races.setImmediateExitBeforeEntry();
  }

  @When("KVM_RUN and a kick by another task begin at the same time, {int} times")
  public void kick(int times) {
    ends = races.kickAtAnyTime(times);
  }

  @Then("KVM_RUN failed with EINTR every time")
  public void failedEveryTime() {
    expect.same("[-1 EINTR]", ends.keySet().toString());
  }

  @When("the vCPU thread ends")
  public void endVcpuThread() {
    world.replaceVcpuTask();
  }

  @When("another task begins {request}")
  public void beginByOther(Request request) {
    background.begin(request);
  }

  @Then("the other task waits")
  public void otherWaits() {
    expect.that(
        background.waits(), "the call of the other task waits", "it does not sleep in the call");
  }

  @Then("the other task still waits")
  public void otherStillWaits() {
    expect.that(
        background.stillWaits(),
        "the call of the other task still waits",
        "it no longer sleeps in the call");
  }

  @Then("the call of the other task returns {number}")
  public void otherReturns(Long value) {
    expect.same(Result.of(value).toString(), background.result().toString());
  }

  @Then("the call of the other task fails with {errno}")
  public void otherFails(Errno errno) {
    expect.same(Result.error(errno).toString(), background.result().toString());
  }

  private String ending(String who) {
    return kvmRun.goesOn()
        ? "KVM_RUN is in flight, but " + who + " is not seen to"
        : "KVM_RUN → " + kvmRun.result();
  }
}
