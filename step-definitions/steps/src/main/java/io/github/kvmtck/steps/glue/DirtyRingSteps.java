package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.steps.words.PageSet;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.DirtyRing;
import io.github.kvmtck.steps.world.DirtyRings;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.Machines;
import io.github.kvmtck.steps.world.Twin;
import io.github.kvmtck.steps.world.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Dirty rings: how they are enabled, harvested and reset. */
public final class DirtyRingSteps {
  private final World world;
  private final Machines machines;
  private final KvmRun kvmRun;
  private final Twin twin;
  private final DirtyRings rings;
  private final Calls calls;
  private final Expectation expect;
  private int harvested;

  public DirtyRingSteps(
      World world,
      Machines machines,
      KvmRun kvmRun,
      Twin twin,
      DirtyRings rings,
      Calls calls,
      Expectation expect) {
    this.world = world;
    this.machines = machines;
    this.kvmRun = kvmRun;
    this.twin = twin;
    this.rings = rings;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("a VM with dirty rings")
  public void vmWithRings() {
    machines.buildVm();
    rings.enableLeast(Capability.KVM_CAP_DIRTY_LOG_RING);
  }

  @Given("a VM with dirty rings and a backup bitmap")
  public void vmWithRingsAndBitmap() {
    machines.buildVm();
    rings.enableLeast(Capability.KVM_CAP_DIRTY_LOG_RING_ACQ_REL);
    world.vm().enableCap(Capability.KVM_CAP_DIRTY_LOG_RING_WITH_BITMAP).orThrow();
  }

  @When("{capability} is enabled on the VM with twice what KVM_CHECK_EXTENSION offers")
  public void enableTooMuch(Capability capability) {
    long offered = world.vm().checkExtension(capability).value();
    calls.made(world.vm().enableCap(capability, 2 * offered).result());
  }

  @When("the dirty ring is mapped privately")
  public void mapPrivately() {
    calls.made(rings.map(Linux.MAP_PRIVATE));
  }

  @When("userspace harvests the dirty ring")
  public void harvest() {
    harvest(rings.ring().dirty().size());
  }

  @When("userspace harvests {int} entry/entries of the dirty ring")
  public void harvest(int count) {
    rings.ring().harvest(count);
    harvested += count;
  }

  @When("userspace harvests the dirty ring of the twin")
  public void harvestTwin() {
    DirtyRing ring = rings.ring(twin.vcpu());
    int count = ring.dirty().size();
    ring.harvest(count);
    harvested += count;
  }

  @When("userspace sets the flags of entry {int} of the dirty ring to {number}")
  public void mark(int index, Long flags) {
    rings.ring().mark(index, flags.intValue());
  }

  @When("the dirty rings are reset")
  public void reset() {
    calls.made(rings.reset());
  }

  @Then("the call returns the number of entries that were harvested")
  public void returnsHarvested() {
    expect.same(Result.of(harvested).toString(), calls.last().toString());
    harvested = 0;
  }

  @Then("the dirty ring names {pages} of slot {int}")
  public void names(PageSet pages, int slot) {
    expect.same(named(pages, slot), named(rings.ring().pages(slot), slot));
  }

  @Then("the dirty ring of the second vCPU names {pages} of slot {int}")
  public void secondNames(PageSet pages, int slot) {
    PageSet seen = rings.ring(kvmRun.second()).pages(slot);
    expect.same(named(pages, slot), named(seen, slot));
  }

  @Then("the dirty ring names {pages} or {pages} of slot {int}, which is recorded")
  public void namesEither(PageSet one, PageSet other, int slot) {
    String seen = rings.ring().pages(slot).toString();
    expect.that(
        seen.equals(one.toString()) || seen.equals(other.toString()),
        named(one, slot) + " or " + other,
        "the dirty ring names " + seen + " of slot " + slot);
    world.observe("dirty ring", seen);
  }

  @Then("entry {int} of the dirty ring names page {int} of slot {int} with flags {number}")
  public void entry(int index, int page, int slot, Long flags) {
    DirtyRing.Entry expected = new DirtyRing.Entry(flags.intValue(), slot, page);
    expect.same(expected.toString(), rings.ring().entry(index).toString());
  }

  @Then(
      "the first {int} entries of the dirty ring name {pages} of slot {int} with flags {number},"
          + " in an order that is recorded")
  public void first(int count, PageSet pages, int slot, Long flags) {
    List<DirtyRing.Entry> entries =
        IntStream.range(0, count).mapToObj(rings.ring()::entry).toList();
    Set<DirtyRing.Entry> expected =
        pages.pages().stream()
            .mapToObj(page -> new DirtyRing.Entry(flags.intValue(), slot, page))
            .collect(Collectors.toSet());
    expect.that(Set.copyOf(entries).equals(expected), expected.toString(), entries.toString());
    world.observe("entries", entries.toString());
  }

  @Then("the dirty ring has {int} entries for page {int} of slot {int}")
  public void hasEntries(int count, int page, int slot) {
    long seen =
        rings.ring().dirty().stream()
            .filter(entry -> entry.slot() == slot && entry.offset() == page)
            .count();
    expect.same(count + " entries", seen + " entries");
  }

  @Then("entry {int} of the dirty ring has flags {number}")
  public void flags(int index, Long flags) {
    String entry = "entry " + index + " has flags ";
    expect.same(entry + flags, entry + rings.ring().entry(index).flags());
  }

  @Then("the dirty ring is full to its soft limit at least, and to its size at most")
  public void softFull() {
    DirtyRing ring = rings.ring();
    int used = ring.used();
    int least = rings.softLimit();
    expect.that(
        used >= least && used <= ring.size(),
        "between " + least + " and " + ring.size() + " entries are used",
        used + " entries are used");
    world.observe("entries used", used + " of " + ring.size());
  }

  private static String named(PageSet pages, int slot) {
    return "the dirty ring names " + pages + " of slot " + slot;
  }
}
