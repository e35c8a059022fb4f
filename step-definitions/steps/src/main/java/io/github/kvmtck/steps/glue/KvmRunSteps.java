package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.steps.words.Answer;
import io.github.kvmtck.steps.words.Entry;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.World;
import java.util.ArrayList;
import java.util.List;

/** Calls of KVM_RUN, answers to its exits, and how the calls end. */
public final class KvmRunSteps {
  private final World world;
  private final KvmRun kvmRun;
  private final Expectation expect;
  private final List<String> endings = new ArrayList<>();

  public KvmRunSteps(World world, KvmRun kvmRun, Expectation expect) {
    this.world = world;
    this.kvmRun = kvmRun;
    this.expect = expect;
  }

  @Given("the vCPU has exited for {exit}")
  public void hasExited(Exit exit) {
    kvmRun.call();
    returnsFor(exit);
    world.remember();
  }

  @When("{entry}")
  public void call(Entry entry) {
    Result result = kvmRun.call(entry);
    if (entry.toTheEnd()) {
      expect.same("KVM_RUN → " + Result.error(Errno.EINTR), "KVM_RUN → " + result);
    }
  }

  @When("{answer}")
  public void answer(Answer answer) {
    kvmRun.answer(answer);
  }

  @When("{answer} and {entry}")
  public void answerAndCall(Answer answer, Entry entry) {
    kvmRun.answer(answer);
    call(entry);
  }

  @When("KVM_RUN is called {int} times")
  public void callRepeatedly(int times) {
    callRepeatedly(times, Entry.parse("KVM_RUN is called"));
  }

  @When("KVM_RUN is called {int} times with {field} {number}")
  public void callRepeatedly(int times, String field, Long value) {
    callRepeatedly(times, Entry.parse("KVM_RUN is called with " + field + " " + value));
  }

  @When("KVM_RUN is called {int} times, each time by another task")
  public void callByManyTasks(int times) {
    for (int i = 0; i < times; i++) {
      world.anotherTask();
      callRepeatedly(1, Entry.parse("KVM_RUN is called by another task"));
    }
  }

  @Then("every KVM_RUN returned 0 for {exit}")
  public void everyReturned(Exit exit) {
    String expected = "0 " + Proposed.exitReason(exit.reason());
    for (String ending : endings) {
      expect.same(expected, ending);
    }
  }

  @Then("KVM_RUN returns 0 for {exit}")
  public void returnsFor(Exit exit) {
    Result result = kvmRun.result();
    boolean holds = !result.failed() && result.value() == 0 && exit.matches(Exit.in(run()));
    expect.that(holds, "KVM_RUN returns 0 for " + exit, seen());
  }

  @Then("KVM_RUN is over, which is recorded")
  public void over() {
    world.observe("KVM_RUN", kvmRun.result() + " " + run().exitReasonName());
  }

  @Then("KVM_RUN returns 0 for {exit} or for {exit}, which is recorded")
  public void returnsForEither(Exit one, Exit other) {
    Result result = kvmRun.result();
    Exit exit = Exit.in(run());
    boolean holds = result.equals(Result.ZERO) && (one.matches(exit) || other.matches(exit));
    expect.that(holds, "KVM_RUN returns 0 for " + one + " or for " + other, seen());
    world.observe("exit", exit.toString());
  }

  @Then("KVM_RUN returns 0 for {exit} or fails with {errno}, which is recorded")
  public void returnsOrFails(Exit exit, Errno errno) {
    if (kvmRun.result().failed()) {
      fails(errno);
    } else {
      returnsFor(exit);
    }
    world.observe("KVM_RUN", seen());
  }

  @Then("KVM_RUN fails with {errno}")
  public void fails(Errno errno) {
    expect.that(kvmRun.result().equals(Result.error(errno)), "KVM_RUN fails with " + errno, seen());
  }

  @Then("KVM_RUN fails with {errno} and exit reason {reason}")
  public void fails(Errno errno, Integer reason) {
    boolean holds = kvmRun.result().equals(Result.error(errno)) && run().exitReason() == reason;
    expect.that(
        holds,
        "KVM_RUN fails with " + errno + " and exit reason " + Proposed.exitReason(reason),
        seen());
  }

  @Then("every KVM_RUN failed with {errno}")
  public void everyFailed(Errno errno) {
    for (String ending : endings) {
      expect.same(Result.error(errno).toString(), ending.replaceFirst(" \\S+$", ""));
    }
  }

  @Then("KVM_RUN fails with {errno}, and its exit reason is recorded")
  public void failsForWhatever(Errno errno) {
    fails(errno);
    world.observe("exit reason", Proposed.exitReason(run().exitReason()));
  }

  private void callRepeatedly(int times, Entry entry) {
    for (int i = 0; i < times; i++) {
      Result result = kvmRun.call(entry);
      endings.add(result + " " + Proposed.exitReason(run().exitReason()));
    }
  }

  private String seen() {
    Result result = kvmRun.result();
    return result.failed()
        ? "KVM_RUN fails with "
            + result.errno()
            + " and exit reason "
            + Proposed.exitReason(run().exitReason())
        : "KVM_RUN returns " + result.value() + " for " + Exit.in(run());
  }

  private MappedRun run() {
    return world.machine().vcpu().kvmRun();
  }
}
