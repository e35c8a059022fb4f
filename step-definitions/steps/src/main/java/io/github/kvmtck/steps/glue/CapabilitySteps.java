package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.Handle;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.steps.words.Target;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Gates;
import io.github.kvmtck.steps.world.World;

/** KVM_CHECK_EXTENSION and KVM_ENABLE_CAP. */
public final class CapabilitySteps {
  private static final int MSR_EXIT_REASONS = 7;
  private static final long QUIRK_OUT_7E_INC_RIP = 1 << 3;
  private static final long MAP_GPA_RANGE = 1 << 12;

  private final World world;
  private final Calls calls;

  public CapabilitySteps(World world, Calls calls) {
    this.world = world;
    this.calls = calls;
  }

  @Given("userspace handles the MSRs that KVM does not know")
  public void msrExits() {
    vm().enableCap(Capability.KVM_CAP_X86_USER_SPACE_MSR, MSR_EXIT_REASONS).orThrow();
  }

  @Given("userspace handles the hypercall KVM_HC_MAP_GPA_RANGE")
  public void hypercallExits() {
    vm().enableCap(Capability.KVM_CAP_EXIT_HYPERCALL, MAP_GPA_RANGE).orThrow();
  }

  @Given("the quirk KVM_X86_QUIRK_OUT_7E_INC_RIP is disabled")
  public void disableQuirk() {
    vm().enableCap(Capability.KVM_CAP_DISABLE_QUIRKS, QUIRK_OUT_7E_INC_RIP).orThrow();
  }

  @Given("the quirk KVM_X86_QUIRK_SLOT_ZAP_ALL is disabled")
  public void zapOnlySlot() {
    long offered = offered(Capability.KVM_CAP_DISABLE_QUIRKS2);
    if ((offered & SystemApi.KVM_X86_QUIRK_SLOT_ZAP_ALL) == 0) {
      Gates.refuse(
          world.scenario(),
          Capability.KVM_CAP_DISABLE_QUIRKS2.toString(),
          "KVM_CAP_DISABLE_QUIRKS2 of the VM is " + offered + ", without this quirk");
    }
    vm().enableCap(Capability.KVM_CAP_DISABLE_QUIRKS2, SystemApi.KVM_X86_QUIRK_SLOT_ZAP_ALL)
        .orThrow();
  }

  @Given("exceptions are pending with their payload")
  public void exceptionPayload() {
    vm().enableCap(Capability.KVM_CAP_EXCEPTION_PAYLOAD, 1).orThrow();
  }

  @When("KVM_CHECK_EXTENSION is asked for capability {number}")
  public void check(Long number) {
    calls.made(world.kvm().ioctl(SystemApi.KVM_CHECK_EXTENSION, number).result());
  }

  @Given("the answer of KVM_CHECK_EXTENSION for capability {number} is recorded")
  public void recordAnswer(Long number) {
    long answer = world.kvm().ioctl(SystemApi.KVM_CHECK_EXTENSION, number).value();
    world.observe("KVM_CHECK_EXTENSION of capability " + number, Long.toString(answer));
  }

  @When("capability {number} is enabled on {target}")
  public void enable(Long number, Target target) {
    enable(world.handle(target), number, 0, 0);
  }

  @Given("{capability} is enabled on the VM with flags {number} and argument {number}")
  public void enable(Capability capability, Long flags, Long argument) {
    enable(vm(), capability.number(), flags, argument);
  }

  @When("{capability} is enabled on the VM with the bits that KVM_CHECK_EXTENSION offers")
  public void enableOffered(Capability capability) {
    enable(vm(), capability.number(), 0, offered(capability));
  }

  @When("{capability} is enabled on the VM with a bit that KVM_CHECK_EXTENSION does not offer")
  public void enableNotOffered(Capability capability) {
    // What a kernel takes is more than it offers where the host's configuration withholds some
    // (KVM_X86_DISABLE_VALID_EXITS). No kernel has given a meaning to the highest bit.
    long offered = offered(capability);
    enable(vm(), capability.number(), 0, offered | Long.highestOneBit(~offered));
  }

  private void enable(Handle on, long number, long flags, long argument) {
    StructValue cap =
        StructValue.of(SystemApi.ENABLE_CAP)
            .with("cap", number)
            .with("flags", flags)
            .with("args[0]", argument);
    calls.made(on.ioctl(SystemApi.KVM_ENABLE_CAP, cap).result());
  }

  private long offered(Capability capability) {
    return vm().checkExtension(capability).value();
  }

  private Vm vm() {
    return world.vm();
  }
}
