package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.steps.code.GuestCode;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.World;

/** System management mode: SMIs, SMRAM in the second address space, and being in the mode. */
public final class SmmSteps {
  private static final long SMBASE = 0x30000;
  private static final long SMRAM_SIZE = 0x10000;
  private static final int ENTRY = 0x8000;
  private static final int REAL_MODE = 16;

  /** A slot of address space 1, which is what a vCPU sees in SMM. */
  private static final int SLOT = 1 << 16;

  private final World world;
  private final Calls calls;
  private final Expectation expect;

  public SmmSteps(World world, Calls calls, Expectation expect) {
    this.world = world;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("the SMI handler is")
  public void handler(String source) {
    Vm vm = world.vm();
    HostMemory smram = HostMemory.map(vm.client(), SMRAM_SIZE).value();
    smram.write(ENTRY, GuestCode.assemble(source, ENTRY, REAL_MODE).bytes());
    vm.setUserMemoryRegion(MemoryRegion.of(SLOT, SMBASE, smram)).orThrow();
  }

  @Given("the vCPU is put into SMM")
  public void enter() {
    set(events().with("smi.smm", 1));
    world.remember();
  }

  @Given("an SMI is pending")
  public void pending() {
    set(events().with("smi.pending", 1));
    world.remember();
  }

  private void set(StructValue events) {
    vcpu().setVcpuEvents(events.with("flags", VcpuEvents.KVM_VCPUEVENT_VALID_SMM)).orThrow();
  }

  @Then("the vCPU is in SMM")
  public void isInSmm() {
    expect.same("smi.smm is 1", "smi.smm is " + events().get("smi.smm"));
  }

  @Then("the vCPU is not in SMM")
  public void isNotInSmm() {
    expect.same("smi.smm is 0", "smi.smm is " + events().get("smi.smm"));
  }

  @Then("an INIT is latched")
  public void initIsLatched() {
    expect.same("smi.latched_init is 1", "smi.latched_init is " + events().get("smi.latched_init"));
  }

  @Then("KVM_SMI returns 0 if KVM_CAP_X86_SMM is offered, and fails with ENOTTY if not")
  public void answersAsOffered() {
    boolean offered = world.kvm().checkExtension(Capability.KVM_CAP_X86_SMM).value() != 0;
    Result expected = offered ? Result.ZERO : Result.error(Errno.ENOTTY);
    calls.made(vcpu().ioctl(VcpuEvents.KVM_SMI).result());
    expect.same("KVM_SMI → " + expected, "KVM_SMI → " + calls.last());
  }

  private StructValue events() {
    return vcpu().getVcpuEvents().value();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
