package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.SecondVcpu;
import io.github.kvmtck.steps.world.SlotRaces;
import io.github.kvmtck.steps.world.Slots;

/** Memory slots that change under a running vCPU. */
public final class MemslotRaceSteps {
  private final Slots slots;
  private final SlotRaces races;
  private final SecondVcpu second;
  private final Calls calls;
  private final Expectation expect;
  private SlotRaces.Ends ends = SlotRaces.Ends.NONE;

  public MemslotRaceSteps(
      Slots slots, SlotRaces races, SecondVcpu second, Calls calls, Expectation expect) {
    this.slots = slots;
    this.races = races;
    this.second = second;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("a second vCPU runs the same code with RBX={number} and counts there")
  public void secondCounts(Long address) {
    expect.that(second.begin(address), "the second vCPU counts", "it does not");
  }

  @Then("the second vCPU exits for {exit} too")
  public void secondExits(Exit exit) {
    String expected = "the second vCPU exits for " + exit;
    expect.that(second.exitsFor(exit), expected, second.seen());
  }

  @When("slot {int} is deleted while the guest counts at {number}, {int} times")
  public void deleteUnderCounter(int slot, Long counter, int times) {
    ends = races.changeUnderCounter(slots.get(slot), slots.get(slot).deleted(), counter, times);
  }

  @When("slot {int} is moved to {number} while the guest counts at {number}, {int} times")
  public void moveUnderCounter(int slot, Long gpa, Long counter, int times) {
    MemoryRegion moved = slots.get(slot).withGuestPhysAddr(gpa);
    ends = races.changeUnderCounter(slots.get(slot), moved, counter, times);
  }

  @Then("each time the guest exited for an MMIO write of {int} bytes at {number}")
  public void eachExited(int length, Long gpa) {
    String expected = "an MMIO write of " + length + " bytes at " + Numbers.show(gpa);
    expect.same("[" + expected + "]", ends.exits().keySet().toString());
  }

  @Then("each time the host memory of the slot stayed as it was when the call returned")
  public void eachStayed() {
    expect.same("0 writes after the call", ends.late() + " writes after the call");
  }

  @When("slot {int} is moved to {number} and used by the vCPU meanwhile, {int} times")
  public void moveUnderUse(int slot, Long gpa, int times) {
    calls.made(races.whileInvalid(slots.get(slot).withGuestPhysAddr(gpa), times));
  }
}
