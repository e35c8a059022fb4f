package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.SecondVcpu;
import io.github.kvmtck.steps.world.SlotRaces;
import io.github.kvmtck.steps.world.SlotUnderTwo;
import io.github.kvmtck.steps.world.Slots;

/** Memory slots that change under a running vCPU. */
public final class MemslotRaceSteps {
  private final Slots slots;
  private final SlotRaces races;
  private final SecondVcpu second;
  private final SlotUnderTwo both;
  private final Calls calls;
  private final Expectation expect;
  private SlotRaces.Ends ends = SlotRaces.Ends.NONE;
  private boolean invalidated;

  public MemslotRaceSteps(
      Slots slots,
      SlotRaces races,
      SecondVcpu second,
      SlotUnderTwo both,
      Calls calls,
      Expectation expect) {
    this.slots = slots;
    this.races = races;
    this.second = second;
    this.both = both;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("a second vCPU runs the same code with RBX={number} and counts there")
  public void secondCounts(Long address) {
    expect.that(second.begin(address), "the second vCPU counts", "it does not");
  }

  @When("slot {int} is deleted before the second vCPU enters the guest again")
  public void deleteUnderTwo(int slot) {
    calls.made(both.change(slots.get(slot).deleted()));
  }

  @When("slot {int} is moved to {number} before the second vCPU enters the guest again")
  public void moveUnderTwo(int slot, Long gpa) {
    calls.made(both.change(slots.get(slot).withGuestPhysAddr(gpa)));
  }

  @Then("the guest exits for an MMIO write of {int} bytes at {number}")
  public void firstExits(int length, Long gpa) {
    expect.same("the guest exits for " + write(length, gpa), "the guest exits for " + both.first());
  }

  @Then("the second vCPU exits for an MMIO write of {int} bytes at {number}")
  public void secondExits(int length, Long gpa) {
    String who = "the second vCPU exits for ";
    expect.same(who + write(length, gpa), who + both.second());
  }

  @Then("the host memory of slot {int} stayed as it was when the call returned")
  public void stayed(int slot) {
    expect.same("0 writes after the call", both.late(slot) + " writes after the call");
  }

  @When(
      "slot {int} is deleted while the guest counts at {number}, {int} times where it is left to"
          + " luck")
  public void deleteUnderCounter(int slot, Long counter, int times) {
    ends = races.changeUnderCounter(slots.get(slot), slots.get(slot).deleted(), counter, times);
  }

  @When(
      "slot {int} is moved to {number} while the guest counts at {number}, {int} times where it is"
          + " left to luck")
  public void moveUnderCounter(int slot, Long gpa, Long counter, int times) {
    MemoryRegion moved = slots.get(slot).withGuestPhysAddr(gpa);
    ends = races.changeUnderCounter(slots.get(slot), moved, counter, times);
  }

  @Then("each time the guest exited for an MMIO write of {int} bytes at {number}")
  public void eachExited(int length, Long gpa) {
    expect.same("[" + write(length, gpa) + "]", ends.exits().keySet().toString());
  }

  private static String write(int length, long gpa) {
    return "an MMIO write of " + length + " bytes at " + Numbers.show(gpa);
  }

  @Then("each time the host memory of the slot stayed as it was when the call returned")
  public void eachStayed() {
    expect.same("0 writes after the call", ends.late() + " writes after the call");
  }

  @When(
      "slot {int} is moved to {number} and used by the vCPU meanwhile, {int} times where it is left"
          + " to luck")
  public void moveUnderUse(int slot, Long gpa, int times) {
    calls.made(races.whileInvalid(slots.get(slot).withGuestPhysAddr(gpa), times));
  }

  @When("slot {int} is set again by a task that is held where it has made the slot invalid")
  public void setAgainHeld(int slot) {
    invalidated = races.invalidates(slots.get(slot));
    calls.made(races.result());
  }

  @Then("the task was not held")
  public void notHeld() {
    expect.that(!invalidated, "the slot was never invalid", "the slot was invalid");
  }
}
