package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.When;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.steps.world.World;
import java.nio.charset.StandardCharsets;

/** Suspend of the host. Scenarios that use it are gated to backends that only model one. */
public final class SuspendSteps {
  private static final byte[] MEM = "mem".getBytes(StandardCharsets.US_ASCII);
  private static final String VARIATION = "needs-completion-on-suspend";

  private final World world;

  public SuspendSteps(World world) {
    this.world = world;
  }

  @When("the host suspends")
  public void suspend() {
    if (!world.bench().kernel().about().proposals().contains(VARIATION)) {
      throw new IllegalStateException("A scenario without its gate would suspend this machine.");
    }
    Client client = world.kvm().client().by(world.otherTask());
    int state =
        client.call(new Syscall.Open("/sys/power/state", Linux.O_WRONLY)).value().intValue();
    try (HostMemory memory = HostMemory.map(client, Linux.PAGE_SIZE).value()) {
      memory.write(0, MEM);
      client.call(new Syscall.Write(state, memory.address(), MEM.length)).orThrow();
    }
  }
}
