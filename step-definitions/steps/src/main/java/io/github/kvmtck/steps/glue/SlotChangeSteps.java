package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.SchedulingPoint;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Means;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.SlotChange;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Progress;
import io.github.kvmtck.steps.world.SlotChanges;
import io.github.kvmtck.steps.world.Stalls;
import java.util.ArrayList;
import java.util.List;

/** Changes of several memory slots, by whichever interface, and guests that meet them. */
public final class SlotChangeSteps {
  private static final long PAGE = 0x1000;

  private final SlotChanges changes;
  private final Stalls stalls;
  private final Progress progress;
  private final Calls calls;
  private final Expectation expect;

  public SlotChangeSteps(
      SlotChanges changes, Stalls stalls, Progress progress, Calls calls, Expectation expect) {
    this.changes = changes;
    this.stalls = stalls;
    this.progress = progress;
    this.calls = calls;
    this.expect = expect;
  }

  @When("these changes are made {means}")
  public void make(Means means, List<String> lines) {
    calls.made(changes.make(parsed(lines), means));
  }

  @When("another task begins to make these changes {means}")
  public void begin(Means means, List<String> lines) {
    stalls.begin(parsed(lines), means);
  }

  @When("these changes are made {means} as far as the slots that go are invalid")
  public void makeUntilInvalid(Means means, List<String> lines) {
    held(lines, means, SchedulingPoint.MEMSLOT_INVALIDATED);
  }

  @When("these changes are made {means} as far as the swap")
  public void makeUntilSwap(Means means, List<String> lines) {
    boolean single = means == Means.ONE_BY_ONE;
    held(lines, means, single ? SchedulingPoint.MEMSLOT_ACTIVATED : SchedulingPoint.MEMSLOTS_SWAP);
  }

  @When("these changes are made {means} as far as the second swap")
  public void makeUntilSecondSwap(Means means, List<String> lines) {
    makeUntilSwap(means, lines);
    expect.that(
        stalls.goOnTo(SchedulingPoint.MEMSLOTS_SWAP),
        "the changes get to another " + SchedulingPoint.MEMSLOTS_SWAP,
        "they do not");
  }

  @When("a list header is sent with {assignments}")
  public void header(Assignments fields) {
    calls.made(changes.header(fields.values()));
  }

  @When("a list is sent of which the {word} cannot be read")
  public void unreadable(String part) {
    calls.made(changes.unreadable(part.equals("header")));
  }

  @When("{int} slots of 1 page from {number} on are created in one list")
  public void createMany(int count, Long gpa) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          "create a slot %d of 1 page at %s".formatted(100 + i, Numbers.show(gpa + i * PAGE)));
    }
    make(Means.LIST, lines);
  }

  @When("the changes go on and are completed")
  public void complete() {
    stalls.goOn();
    expect.same("0", stalls.result().toString());
  }

  @When("the changes go on and fail with {errno}")
  public void fail(Errno errno) {
    stalls.goOn();
    expect.same(Result.error(errno).toString(), stalls.result().toString());
  }

  @Then("the changes are completed")
  public void completed() {
    expect.same("0", stalls.result().toString());
  }

  @Then("the changes are never completed")
  public void neverCompleted() {
    expect.that(
        stalls.waits(),
        "the call that makes the changes waits",
        "the call that makes them is over");
  }

  @Then("the guest stalls, which counts at {number}")
  public void stall(Long address) {
    expect.that(
        stalls.stalls(address),
        "the guest is entered, makes no progress and does not exit",
        "the guest makes progress or exits");
  }

  @Then("the guest goes on counting at {number}, and not where slot {int} was before")
  public void countsInNewMemory(Long address, int slot) {
    HostMemory old = changes.before(slot);
    Data there = Data.of(old.read(0, Integer.BYTES));
    expect.that(
        progress.counts(address), "the guest counts in the new memory", "the guest does not");
    expect.same(
        "the old memory keeps " + there,
        "the old memory keeps " + Data.of(old.read(0, Integer.BYTES)));
  }

  @Then("the guest still counts at {number}")
  public void stillCounts(Long address) {
    expect.that(
        progress.moves(address),
        "the guest counts",
        "the guest does not count, or KVM_RUN is over");
  }

  private void held(List<String> lines, Means means, SchedulingPoint point) {
    boolean reached = stalls.beginHeld(parsed(lines), means, point);
    expect.that(reached, "the changes get to " + point, "they do not");
  }

  private static List<SlotChange> parsed(List<String> lines) {
    return lines.stream().map(SlotChange::parse).toList();
  }
}
