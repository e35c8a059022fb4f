package io.github.kvmtck.steps.vmm;

import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.steps.NotExercised;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.ToIntFunction;

/** A VMM that is saved, or paused, where something is pending. */
public final class SaveSteps {
  /** How often a guest is paused until it is met where it is wanted. */
  private static final int TRIES = 100;

  /** Its guest leaves all the time. */
  private static final Duration NEXT_EXIT = Duration.ofSeconds(5);

  private final VmmWorld world;

  public SaveSteps(VmmWorld world) {
    this.world = world;
  }

  /** The number of an exit reason. */
  @ParameterType("KVM_EXIT_[A-Z0-9_]+")
  public Integer reason(String text) {
    return Proposed.exitReason(text);
  }

  @When("the VMM is saved")
  public void save() throws DriverException, InterruptedException {
    save(world.nextSnapshot());
  }

  private void save(Path snapshot) throws DriverException, InterruptedException {
    world.tell(Activity.SNAPSHOT, control -> control.snapshot(snapshot));
  }

  @When("the VMM is saved, and restored in a fresh process, {int} times")
  public void saveAndRestore(int times) throws DriverException, IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      world.goesOn();
      saveAndRestore();
    }
  }

  @When("the VMM is saved with {reason} pending, and restored in a fresh process, {int} times")
  public void saveAndRestoreAfter(Integer reason, int times)
      throws DriverException, IOException, InterruptedException {
    saveAndRestoreWhere(stops -> stops.after(reason), times);
  }

  @When("the VMM is saved inside an instruction, and restored in a fresh process, {int} times")
  public void saveAndRestoreInside(int times)
      throws DriverException, IOException, InterruptedException {
    saveAndRestoreWhere(Stops::inside, times);
  }

  /** Where no pause meets it the VMM is saved all the same, and its calls tell. */
  private void saveAndRestoreWhere(ToIntFunction<Stops> met, int times)
      throws DriverException, IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      world.goesOn();
      pauseWhere(met);
      saveAndRestore();
    }
  }

  private void pauseWhere(ToIntFunction<Stops> met) throws DriverException, InterruptedException {
    int before = world.stops(met);
    world.pause();
    for (int tries = 1; tries < TRIES && world.stops(met) == before; tries++) {
      long exits = world.life().stops().exits();
      world.resume();
      world.life().stops().awaitExitAfter(exits, NEXT_EXIT);
      world.pause();
    }
  }

  @When("the VMM is paused between two calls of KVM_RUN, and resumed, {int} times")
  public void pauseBetween(int times) throws DriverException, InterruptedException {
    for (int i = 0; i < times; i++) {
      pauseWhere(Stops::all);
      world.resume();
    }
  }

  private void saveAndRestore() throws DriverException, IOException, InterruptedException {
    Path snapshot = world.nextSnapshot();
    save(snapshot);
    world.life().end();
    world.restore(snapshot);
    world.resume();
  }

  /** A kick that comes there finds the exit's operation pending. */
  @Then("a vCPU was stopped with {reason} pending")
  public void stoppedAfter(Integer reason) {
    met(stops -> stops.after(reason), Proposed.exitReason(reason));
  }

  @Then("a kick came between two calls of KVM_RUN")
  public void stoppedBetween() {
    met(Stops::all, "an exit");
  }

  private void met(ToIntFunction<Stops> counted, String what) {
    if (world.stops(counted) == 0) {
      throw new NotExercised("no vCPU was stopped between %s and its next KVM_RUN".formatted(what));
    }
  }
}
