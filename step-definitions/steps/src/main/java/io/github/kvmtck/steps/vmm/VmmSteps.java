package io.github.kvmtck.steps.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.events.Note.Activity;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.Control.State;
import io.github.kvmtck.drivers.DriverException;
import io.github.kvmtck.steps.code.GuestCode;
import java.io.IOException;
import java.nio.file.Path;

/** What a VMM is brought to do, and what is looked at then. */
public final class VmmSteps {
  private static final int REAL_MODE = 16;
  private static final int WHILE = 4;

  private final VmmWorld world;

  public VmmSteps(VmmWorld world) {
    this.world = world;
  }

  @Before
  public void open(Scenario scenario) {
    world.open(scenario);
  }

  @After
  public void close() throws InterruptedException {
    world.close();
  }

  @Given("a VMM with {int} vCPU(s) that runs")
  public void runs(int vcpus, String code)
      throws DriverException, IOException, InterruptedException {
    world.start(GuestCode.assemble(code, 0, REAL_MODE).bytes(), vcpus);
  }

  @Given("the guest has written {string} to the debug port")
  public void hasSaid(String text) {
    Patience.until(() -> assertThat(world.said()).contains(text));
  }

  @When("the VMM is paused and resumed {int} times")
  public void pauseAndResume(int times) throws DriverException, InterruptedException {
    for (int i = 0; i < times; i++) {
      pause();
      resume();
    }
  }

  @When("the VMM is paused")
  public void pause() throws DriverException, InterruptedException {
    world.life().tell(Activity.PAUSE, Control::pause);
  }

  @When("the VMM is resumed")
  public void resume() throws DriverException, InterruptedException {
    world.life().tell(Activity.RESUME, Control::resume);
  }

  @When("the VMM is saved, and restored in a fresh process, {int} times")
  public void saveAndRestore(int times) throws DriverException, IOException, InterruptedException {
    for (int i = 0; i < times; i++) {
      goesOn();
      Path snapshot = world.nextSnapshot();
      world.life().tell(Activity.SNAPSHOT, control -> control.snapshot(snapshot));
      world.life().end();
      world.restore(snapshot);
      resume();
    }
  }

  @When("the VMM migrates the running guest")
  public void migrate() throws DriverException, InterruptedException {
    Path file = world.nextSnapshot();
    world.life().tell(Activity.MIGRATION, control -> control.migrate(file));
  }

  @When("memory is added to the running guest")
  public void changeMemory() throws DriverException, InterruptedException {
    world.life().tell(Activity.MEMORY_CHANGE, Control::changeMemory);
  }

  @When("the VMM is told to go on")
  public void goOn() throws DriverException, InterruptedException {
    try {
      resume();
    } catch (DriverException e) {
      // That it refuses is one way to keep the guest stopped: the state tells.
    }
  }

  @Then("the guest goes on")
  public void goesOn() {
    int before = world.said().length();
    world.hold(() ->
        Patience.until(
            () ->
                assertThat(world.said().length())
                    .as(
                        "characters that the guest has written; the VMM says it is "
                            + world.state())
                    .isGreaterThan(before),
            world::isOver));
  }

  @When("the guest has gone on for a while, or has crashed")
  public void goesOnOrCrashes() {
    Patience.until(() ->
        assertThat(world.said().length() > WHILE || world.life().state() == State.CRASHED)
            .as("the guest has gone on or has crashed")
            .isTrue());
  }

  @Then("the guest has never written {string} to the debug port")
  public void neverSaid(String text) {
    world.hold(() -> assertThat(world.said()).doesNotContain(text));
  }

  @Then("the VMM says that the guest has crashed")
  public void crashed() {
    Patience.until(() -> assertThat(world.life().state()).isEqualTo(State.CRASHED));
  }

  @Then("the VMM still says that the guest has crashed")
  public void stillCrashed() throws DriverException {
    assertThat(world.life().state()).isEqualTo(State.CRASHED);
  }

  @Then("its calls keep the rule")
  public void keepsTheRule() throws InterruptedException {
    world.judge();
  }
}
