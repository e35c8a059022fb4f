package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.Descriptor;
import io.github.kvmtck.api.uapi.Devices;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.World;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Devices that KVM_CREATE_DEVICE makes. */
public final class DeviceSteps {
  private final World world;
  private final Calls calls;
  private @Nullable Descriptor device;

  public DeviceSteps(World world, Calls calls) {
    this.world = world;
    this.calls = calls;
  }

  @Given("a VFIO device of the VM")
  public void create() {
    StructValue vfio =
        StructValue.of(Devices.CREATE_DEVICE).with("type", Devices.KVM_DEV_TYPE_VFIO);
    StructValue made = world.vm().ioctl(Devices.KVM_CREATE_DEVICE, vfio).value();
    device = new Descriptor(world.vm().client(), (int) made.get("fd"));
  }

  @When("the device is asked whether it has attribute {number} of group {number}")
  public void has(Long attribute, Long group) {
    StructValue asked =
        StructValue.of(Devices.DEVICE_ATTR).with("group", group).with("attr", attribute);
    Descriptor on = Objects.requireNonNull(device, "no step has made a device");
    calls.made(on.ioctl(Devices.KVM_HAS_DEVICE_ATTR, asked).result());
  }
}
