package io.github.kvmtck.steps.glue;

import io.cucumber.java.After;
import io.cucumber.java.Before;
import io.cucumber.java.Scenario;
import io.github.kvmtck.steps.world.Gates;
import io.github.kvmtck.steps.world.World;

/** What happens around every scenario. */
public final class Hooks {
  private final World world;
  private final Gates gates;

  public Hooks(World world, Gates gates) {
    this.world = world;
    this.gates = gates;
  }

  @Before
  public void open(Scenario scenario) {
    gates.checkProposals(scenario);
    world.open(scenario);
    gates.checkCapabilities(scenario);
  }

  @After
  public void close() {
    world.attachLastCalls();
    world.close();
  }
}
