package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Interrupts;
import io.github.kvmtck.api.uapi.IrqRouting;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.words.Message;
import io.github.kvmtck.steps.world.World;

/** Global system interrupts: where they go, and what raises them. */
public final class InterruptLineSteps {
  private final World world;

  public InterruptLineSteps(World world) {
    this.world = world;
  }

  @Given("GSI {number} is routed to pin {number} of the IOAPIC and GSI {number} to {message}")
  public void route(Long gsi, Long pin, Long other, Message message) {
    StructValue routes =
        StructValue.of(IrqRouting.IRQ_ROUTING, 2)
            .with("nr", 2)
            .with("entries[0].gsi", gsi)
            .with("entries[0].type", IrqRouting.KVM_IRQ_ROUTING_IRQCHIP)
            .with("entries[0].u.irqchip.irqchip", Interrupts.KVM_IRQCHIP_IOAPIC)
            .with("entries[0].u.irqchip.pin", pin)
            .with("entries[1].gsi", other)
            .with("entries[1].type", IrqRouting.KVM_IRQ_ROUTING_MSI)
            .with("entries[1].u.msi.address_lo", message.address())
            .with("entries[1].u.msi.data", message.data());
    world.vm().ioctl(IrqRouting.KVM_SET_GSI_ROUTING, routes).orThrow();
  }

  @When("another task raises the line of GSI {number}")
  public void raise(Long gsi) {
    vm().irqLine(gsi.intValue(), true).orThrow();
  }

  @When("another task signals the irqfd of GSI {number}")
  public void signal(Long gsi) {
    Client client = vm().client();
    long eventfd = client.call(new Syscall.Eventfd(0, Linux.EFD_CLOEXEC)).value();
    vm().ioctl(
            Interrupts.KVM_IRQFD,
            StructValue.of(Interrupts.IRQFD).with("fd", eventfd).with("gsi", gsi))
        .orThrow();
    try (HostMemory memory = HostMemory.map(client, Linux.PAGE_SIZE).value()) {
      memory.write(0, Data.littleEndian(1, Long.BYTES));
      client.call(new Syscall.Write((int) eventfd, memory.address(), Long.BYTES)).orThrow();
    }
  }

  private Vm vm() {
    return world.vm().by(world.otherTask());
  }
}
