package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Numbers;
import io.github.kvmtck.steps.words.SlotPhrase;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Machines;
import io.github.kvmtck.steps.world.MemoryMap;
import io.github.kvmtck.steps.world.Mode;
import io.github.kvmtck.steps.world.Slots;
import java.util.List;

/** Memory slots: KVM_SET_USER_MEMORY_REGION, and the host memory behind them. */
public final class MemslotSteps {
  private final Slots slots;
  private final MemoryMap map;
  private final Machines machines;
  private final Calls calls;
  private final Expectation expect;

  public MemslotSteps(
      Slots slots, MemoryMap map, Machines machines, Calls calls, Expectation expect) {
    this.slots = slots;
    this.map = map;
    this.machines = machines;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("{slot}")
  public void create(SlotPhrase phrase) {
    created(slots.fresh(phrase));
  }

  @Given("{slot} over the host memory of slot {int}")
  public void createOver(SlotPhrase phrase, int other) {
    created(slots.over(phrase, slots.memory(other)));
  }

  @When("{slot} is set")
  public void tryToCreate(SlotPhrase phrase) {
    calls.made(slots.set(slots.fresh(phrase)));
  }

  @When("{slot} is set with {assignments}")
  public void tryToCreate(SlotPhrase phrase, Assignments values) {
    calls.made(slots.set(Slots.with(slots.fresh(phrase), values.values())));
  }

  @When("{slot} is set with the host memory of slot {int}")
  public void tryToCreateOver(SlotPhrase phrase, int other) {
    calls.made(slots.set(slots.over(phrase, slots.memory(other))));
  }

  @When("{slot} is set with an id {int} below KVM_CAP_NR_MEMSLOTS")
  public void tryIdBelow(SlotPhrase phrase, int distance) {
    calls.made(slots.set(slots.fresh(phrase.withSlot(slots.limit() - distance))));
  }

  @When("{slot} is set with an id {int} above the highest")
  public void tryIdAbove(SlotPhrase phrase, int distance) {
    calls.made(slots.set(slots.fresh(phrase.withSlot(slots.limit() - 1 + distance))));
  }

  @When("{slot} is set in an address space {int} above the highest")
  public void trySpaceAbove(SlotPhrase phrase, int distance) {
    int space = Math.max(1, slots.addressSpaces()) - 1 + distance;
    calls.made(slots.set(slots.fresh(phrase.withSlot(phrase.slot() | space << 16))));
  }

  @When("slot {int} is set again")
  public void setAgain(int slot) {
    calls.made(slots.set(slots.get(slot)));
  }

  @When("slot {int} is set again {int} times")
  public void setAgain(int slot, int times) {
    for (int i = 0; i < times; i++) {
      setAgain(slot);
    }
  }

  @When("slot {int} is set with {assignments}")
  public void setWith(int slot, Assignments values) {
    calls.made(slots.set(Slots.with(slots.get(slot), values.values())));
  }

  @When("slot {int} is set with the host memory of slot {int}")
  public void setOver(int slot, int other) {
    HostMemory memory = slots.memory(other);
    calls.made(slots.set(slots.get(slot).withUserspaceAddr(memory.address())));
  }

  @When("slot {int} is set at {number} with the host memory of slot {int}")
  public void setOverAt(int slot, Long gpa, int other) {
    long address = slots.memory(other).address();
    calls.made(slots.set(slots.get(slot).withGuestPhysAddr(gpa).withUserspaceAddr(address)));
  }

  @When("slot {int} is moved to {number}")
  public void move(int slot, Long gpa) {
    calls.made(slots.set(slots.get(slot).withGuestPhysAddr(gpa)));
  }

  @When("slot {int} is deleted")
  public void delete(int slot) {
    // The older ioctl does not take all flags that a slot can have, not even to delete it.
    calls.made(slots.set(slots.get(slot).deleted().withFlags(0)));
  }

  @When("slot {int} is logged")
  public void log(int slot) {
    MemoryRegion region = slots.get(slot);
    calls.made(slots.set(region.withFlags(region.flags() | Memslots.KVM_MEM_LOG_DIRTY_PAGES)));
  }

  @When("slot {int} is no longer logged")
  public void logNoMore(int slot) {
    MemoryRegion region = slots.get(slot);
    calls.made(slots.set(region.withFlags(region.flags() & ~Memslots.KVM_MEM_LOG_DIRTY_PAGES)));
  }

  @Given("the host memory of slot {int} at {number} is filled with {data}")
  public void fill(int slot, Long offset, Data data) {
    slots.memory(slot).write(offset, data.bytes());
  }

  @Then("the host memory of slot {int} at {number} contains {data}")
  public void contains(int slot, Long offset, Data data) {
    Data seen = Data.of(slots.memory(slot).read(offset, data.length()));
    String at = "host memory of slot " + slot + " at " + Numbers.show(offset) + " contains ";
    expect.same(at + data, at + seen);
  }

  @Given("guest memory at {number} holds code for {mode}")
  public void code(Long gpa, Mode mode, String source) {
    slots.write(gpa, machines.assemble(mode, gpa, source));
  }

  @Then("the memory map is unchanged")
  public void unchanged() {
    List<String> changes = map.changes();
    expect.that(changes.isEmpty(), "the memory map is unchanged", String.join("; ", changes));
  }

  private void created(MemoryRegion region) {
    calls.made(slots.set(region));
    expect.same("0", calls.last().toString());
  }
}
