package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.steps.words.Exit;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.SlotReplacement;
import io.github.kvmtck.steps.world.Slots;
import io.github.kvmtck.steps.world.World;
import java.util.List;
import java.util.stream.Collectors;

/** Memory slots that change while a vCPU uses them. */
public final class RaceSteps {
  private final World world;
  private final Slots slots;
  private final SlotReplacement replacement;
  private final Calls calls;
  private final Expectation expect;
  private List<Exit> exits = List.of();

  public RaceSteps(
      World world, Slots slots, SlotReplacement replacement, Calls calls, Expectation expect) {
    this.world = world;
    this.slots = slots;
    this.replacement = replacement;
    this.calls = calls;
    this.expect = expect;
  }

  @When(
      "slot {int} is deleted and created again under a vCPU that counts at {number}, {int} times"
          + " where it is left to luck")
  public void replace(int slot, Long counter, int times) {
    exits = replacement.replace(slot, times, counter);
  }

  @Then("every exit was for {exit}, and their number is recorded")
  public void everyExit(Exit exit) {
    everyExit(List.of(exit));
  }

  @Then("every exit was for {exit} or for {exit}, and their number is recorded")
  public void everyExit(Exit one, Exit other) {
    everyExit(List.of(one, other));
  }

  private void everyExit(List<Exit> allowed) {
    List<Exit> others =
        exits.stream()
            .filter(seen -> allowed.stream().noneMatch(each -> each.matches(seen)))
            .distinct()
            .toList();
    String names = allowed.stream().map(Exit::toString).collect(Collectors.joining(" or for "));
    expect.that(others.isEmpty(), "every exit is for " + names, "others: " + others);
    world.count(
        "exits", exits.stream().collect(Collectors.toMap(Exit::toString, _ -> 1, Integer::sum)));
  }

  @When("slot {int} is logged and no longer logged {int} times")
  public void toggleLog(int slot, int times) {
    MemoryRegion plain = slots.get(slot);
    MemoryRegion logged = plain.withFlags(plain.flags() | Memslots.KVM_MEM_LOG_DIRTY_PAGES);
    for (int i = 0; i < times; i++) {
      calls.made(slots.set(logged));
      calls.made(slots.set(plain));
    }
  }
}
