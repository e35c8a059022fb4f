package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.steps.words.PageSet;
import io.github.kvmtck.steps.world.DirtyRaces;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.Slots;
import java.util.BitSet;
import java.util.List;

/** Guests that write while the dirty log is read, or while its slot changes. */
public final class DirtyRaceSteps {
  private static final long PAGE = 0x1000;

  private final Slots slots;
  private final DirtyRaces races;
  private final Expectation expect;
  private List<PageSet> named = List.of();

  public DirtyRaceSteps(Slots slots, DirtyRaces races, Expectation expect) {
    this.slots = slots;
    this.races = races;
    this.expect = expect;
  }

  @When(
      "slot {int} is deleted, and the guest writes at {number} after its dirty log was read and"
          + " before it is invalid")
  public void deleteAfterWrite(int slot, Long gpa) {
    races.writeBeforeInvalid(slot, gpa);
  }

  @When("slot {int} is deleted, and the guest writes at {number} while it is invalid")
  public void deleteDuringWrite(int slot, Long gpa) {
    races.writeWhileInvalid(slots.get(slot).deleted(), gpa);
  }

  @When("slot {int} is moved to {number}, and the guest writes at {number} while it is invalid")
  public void moveDuringWrite(int slot, Long to, Long gpa) {
    races.writeWhileInvalid(slots.get(slot).withGuestPhysAddr(to), gpa);
  }

  @When(
      "the dirty log of slot {int} is read, and the guest is let past {number} after the bits are"
          + " taken and before the call returns")
  public void readDuringWrite(int slot, Long gpa) {
    named = races.writeWhileRead(slot, slots.get(slot).guestPhysAddr() + PAGE, gpa);
  }

  @When(
      "the dirty rings are reset, and the guest is let past {number} after the entries are taken"
          + " back and before the call returns")
  public void resetDuringWrite(Long gpa) {
    races.writeWhileReset(gpa);
  }

  @Then("this call or the next names {pages}")
  public void namedInTime(PageSet pages) {
    for (PageSet each : named) {
      BitSet missing = (BitSet) pages.pages().clone();
      missing.andNot(each.pages());
      expect.that(
          missing.isEmpty(), "one of the two calls names " + pages, "the two calls name " + each);
    }
  }
}
