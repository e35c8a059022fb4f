package io.github.kvmtck.steps.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.java.en.When;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.drivers.Control;
import io.github.kvmtck.drivers.DriverException;
import java.time.Duration;

/** A guest that is one of two virtual trust levels. */
public final class LevelSteps {
  /** More than a monitor takes for a loop. */
  private static final int LOOP = 3000;

  /** A VMM that loops has done it by then. Of one that parks nothing more comes. */
  private static final Duration ENOUGH_TO_LOOP = Duration.ofMillis(500);

  private final VmmWorld world;

  public LevelSteps(VmmWorld world) {
    this.world = world;
  }

  @When("another level goes first, and an NMI comes")
  public void yields() throws DriverException, InterruptedException {
    world.life().order(Control::yieldLevel);
    int event = ExitReason.KVM_EXIT_SYSTEM_EVENT.number();
    Patience.until(() ->
        assertThat(world.stops(stops -> stops.exits(event)))
            .as("exits for a wake-up")
            .isPositive());
    world.life().stops().awaitExits(event, LOOP, ENOUGH_TO_LOOP);
  }

  @When("the other level is done")
  public void proceeds() throws DriverException, InterruptedException {
    world.life().order(Control::proceedLevel);
  }
}
