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
import io.github.kvmtck.steps.NotRun;
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

  /** Of what the guest finds there, {@link Prologue} tells. */
  @Given("a VMM with {int} vCPU(s), all memory in DS and registers at EBX that runs")
  public void runsAmongDevices(int vcpus, String code)
      throws DriverException, IOException, InterruptedException {
    runs(vcpus, Prologue.before(code));
  }

  @Given("the guest has found its device")
  public void hasFound() {
    Patience.until(() -> assertThat(world.said()).containsPattern("[.?]"));
    if (world.said().contains("?")) {
      throw new NotRun("this VMM has no device that the guest can use for this access");
    }
  }

  /** What KVM itself never comes back from is not the VMM's. */
  @Given("the guest has found that KVM has its instruction")
  public void hasFoundInstruction() {
    try {
      hasFound();
    } catch (AssertionError e) {
      if (world.life().isInKvmRun()) {
        throw new NotRun("KVM_RUN does not come back from the guest's instruction");
      }
      throw e;
    }
  }

  @Given("the guest has written {string} to the debug port")
  public void hasSaid(String text) {
    Patience.until(() -> assertThat(world.said()).contains(text), world::isOver);
  }

  @When("the VMM is paused and resumed {int} times")
  public void pauseAndResume(int times) throws DriverException, InterruptedException {
    for (int i = 0; i < times; i++) {
      pause();
      resume();
    }
  }

  @When("the VMM is paused while KVM runs the guest, and resumed, {int} times")
  public void pauseInKvmRun(int times) throws DriverException, InterruptedException {
    for (int i = 0; i < times; i++) {
      Patience.until(() -> assertThat(world.life().isInKvmRun()).as("KVM runs a vCPU").isTrue());
      pause();
      resume();
    }
  }

  @When("the VMM is paused")
  public void pause() throws DriverException, InterruptedException {
    world.pause();
  }

  @When("the VMM is resumed")
  public void resume() throws DriverException, InterruptedException {
    world.resume();
  }

  @When("the VMM is paused by {string}")
  public void pause(String holder) throws DriverException, InterruptedException {
    world.tell(Activity.PAUSE, control -> control.pause(holder));
  }

  @When("{string} lets the VMM go on")
  public void resume(String holder) throws DriverException, InterruptedException {
    world.tell(Activity.RESUME, control -> control.resume(holder));
  }

  @When("the VMM migrates the running guest")
  public void migrate() throws DriverException, InterruptedException {
    Path file = world.nextSnapshot();
    world.life().tell(Activity.MIGRATION, control -> control.migrate(file));
  }

  @When("the memory map is changed")
  public void changeMemory() throws DriverException, InterruptedException {
    world.life().tell(Activity.MEMORY_CHANGE, Control::changeMemory);
  }

  @When("the VMM is told to go on")
  public void goOn() throws DriverException, InterruptedException {
    try {
      world.life().tell(Activity.RESUME, Control::resume);
    } catch (DriverException e) {
      // That it refuses is one way to keep the guest stopped: the state tells.
    }
  }

  @Then("the guest goes on")
  public void goesOn() {
    world.goesOn();
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

  @Then("the VMM says that it is paused")
  public void paused() throws DriverException {
    assertThat(world.life().state()).isEqualTo(State.PAUSED);
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
