package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.PageSet;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.DirtyLogs;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.World;

/** The dirty bitmap of a memory slot. */
public final class DirtyLogSteps {
  private final World world;
  private final DirtyLogs logs;
  private final Calls calls;
  private final Expectation expect;

  public DirtyLogSteps(World world, DirtyLogs logs, Calls calls, Expectation expect) {
    this.world = world;
    this.logs = logs;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("the dirty log of slot {int} is read")
  public void read(int slot) {
    calls.made(logs.get(slot));
  }

  @When("KVM_GET_DIRTY_LOG is called with {assignments}")
  public void get(Assignments fields) {
    calls.made(logs.get(fields.values()));
  }

  @When("KVM_CLEAR_DIRTY_LOG is called with {assignments}")
  public void clear(Assignments fields) {
    calls.made(logs.clear(fields.values()));
  }

  @When("{pages} of slot {int} is/are cleared in the dirty log")
  public void clear(PageSet pages, int slot) {
    calls.made(logs.clear(slot, pages));
  }

  @Then("the dirty log of slot {int} names {pages}")
  public void names(int slot, PageSet pages) {
    String log = "the dirty log of slot " + slot + " names ";
    expect.same(log + pages, log + seen(slot));
  }

  @Then("the dirty log of slot {int} names {pages} or {pages}, which is recorded")
  public void names(int slot, PageSet one, PageSet other) {
    String seen = seen(slot);
    expect.that(
        seen.equals(one.toString()) || seen.equals(other.toString()),
        "the dirty log of slot " + slot + " names " + one + " or " + other,
        "the dirty log of slot " + slot + " names " + seen);
    world.observe("dirty log of slot " + slot, seen);
  }

  @Then("nothing is written behind the bitmap of slot {int}")
  public void untouched(int slot) {
    expect.that(
        logs.untouchedBehind(slot),
        "KVM writes nothing behind the bitmap",
        "KVM writes behind the bitmap");
  }

  @Then("the bitmap that userspace got last still names {pages}")
  public void stillNames(PageSet pages) {
    expect.same(pages.toString(), logs.pages().toString());
  }

  private String seen(int slot) {
    Result result = logs.get(slot);
    return result.failed() ? "nothing: " + result : logs.pages(slot).toString();
  }
}
