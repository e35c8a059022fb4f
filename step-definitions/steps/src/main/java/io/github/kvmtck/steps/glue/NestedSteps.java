package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.NestedGuest;

/** Guests of a hypervisor that is a guest itself. */
public final class NestedSteps {
  private final NestedGuest nested;
  private final Calls calls;

  public NestedSteps(NestedGuest nested, Calls calls) {
    this.nested = nested;
    this.calls = calls;
  }

  @Given("the vCPU is in guest mode, so that a nested guest runs")
  public void enter() {
    nested.enter();
  }

  @When("the vCPU leaves guest mode")
  public void leave() {
    calls.made(nested.leave());
  }

  @Given("GIF is cleared")
  public void clearGif() {
    nested.gif(false);
  }

  @When("GIF is set")
  public void setGif() {
    nested.gif(true);
  }
}
