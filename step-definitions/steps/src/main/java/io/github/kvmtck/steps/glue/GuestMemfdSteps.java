package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.SlotPhrase;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.GuestMemfds;
import io.github.kvmtck.steps.world.Slots;
import io.github.kvmtck.steps.world.World;
import java.util.Map;

/** KVM_SET_USER_MEMORY_REGION2 and KVM_CREATE_GUEST_MEMFD. */
public final class GuestMemfdSteps {
  private static final int NOT_OPEN = 1000;

  private final World world;
  private final Slots slots;
  private final GuestMemfds memfds;
  private final Calls calls;
  private final Expectation expect;

  public GuestMemfdSteps(
      World world, Slots slots, GuestMemfds memfds, Calls calls, Expectation expect) {
    this.world = world;
    this.slots = slots;
    this.memfds = memfds;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("a guest_memfd of {int} pages")
  public void memfd(int pages) {
    calls.made(memfds.create(pages));
    descriptor();
    memfds.use((int) calls.last().value());
  }

  @Given("the guest_memfd is the descriptor of {int} pages of another VM")
  public void foreignMemfd(int pages) {
    memfds.createForeign(pages);
  }

  @Given("the guest_memfd is the descriptor of \\/dev\\/kvm")
  public void otherFile() {
    memfds.use(world.kvm().fd());
  }

  @Given("the guest_memfd is a descriptor that is not open")
  public void notOpen() {
    memfds.use(NOT_OPEN);
  }

  @When("KVM_CREATE_GUEST_MEMFD is called with {assignments}")
  public void create(Assignments fields) {
    calls.made(memfds.create(fields.values()));
  }

  @Then("the call returns a descriptor")
  public void descriptor() {
    String seen = calls.last().toString();
    expect.that(!calls.last().failed() && calls.last().value() > 2, "a descriptor", seen);
  }

  @Given("{slot} bound to page {int} of the guest_memfd")
  public void bound(SlotPhrase phrase, int page) {
    tryToBind(phrase, page);
    expect.same("0", calls.last().toString());
  }

  @When("{slot} bound to page {int} of the guest_memfd is set")
  public void tryToBind(SlotPhrase phrase, int page) {
    calls.made(memfds.set(memfds.bound(slots.fresh(phrase), page), Map.of()));
  }

  @When("{slot} bound to page {int} of the guest_memfd is set with {assignments}")
  public void tryToBind(SlotPhrase phrase, int page, Assignments fields) {
    calls.made(memfds.set(memfds.bound(slots.fresh(phrase), page), fields.values()));
  }

  @When("{slot} is set by KVM_SET_USER_MEMORY_REGION2")
  public void set(SlotPhrase phrase) {
    calls.made(memfds.set(GuestMemfds.packed(slots.fresh(phrase)), Map.of()));
  }

  @When("{slot} is set by KVM_SET_USER_MEMORY_REGION2 with {assignments}")
  public void set(SlotPhrase phrase, Assignments fields) {
    calls.made(memfds.set(GuestMemfds.packed(slots.fresh(phrase)), fields.values()));
  }

  @When("{request} is called with {int} readable bytes that ask for slot {int} at {number}")
  public void setWithReadable(Request request, int readable, int slot, Long gpa) {
    calls.made(memfds.setWithReadable(request, readable, slot, gpa));
  }

  @When("slot {int} is set again by KVM_SET_USER_MEMORY_REGION2")
  public void setAgain(int slot) {
    calls.made(memfds.set(memfds.last(slot), Map.of()));
  }

  @When("slot {int} is set by KVM_SET_USER_MEMORY_REGION2 with {assignments}")
  public void set(int slot, Assignments fields) {
    calls.made(memfds.set(memfds.last(slot), fields.values()));
  }
}
