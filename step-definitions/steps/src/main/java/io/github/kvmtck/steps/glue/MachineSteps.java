package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.steps.words.Assignments;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.world.KvmRun;
import io.github.kvmtck.steps.world.Machines;
import io.github.kvmtck.steps.world.Mode;
import io.github.kvmtck.steps.world.Slots;
import io.github.kvmtck.steps.world.World;
import java.util.List;

/** What a VM and its vCPU are before the guest runs, and what userspace changes of them. */
public final class MachineSteps {
  private static final int DIRTY_REGS = 1;

  private final World world;
  private final Machines machines;
  private final KvmRun kvmRun;
  private final Slots slots;

  public MachineSteps(World world, Machines machines, KvmRun kvmRun, Slots slots) {
    this.world = world;
    this.machines = machines;
    this.kvmRun = kvmRun;
    this.slots = slots;
  }

  @Given("{vcpu} in {mode} at {number} running")
  public void running(Boolean irqchip, Mode mode, Long origin, String source) {
    machines.build(irqchip, mode, origin, source);
  }

  @Given("a VM without a vCPU")
  public void vmWithoutVcpu() {
    machines.buildVm();
  }

  @Given("a vCPU in a VM without memory")
  public void vcpuWithoutMemory() {
    machines.buildWithoutMemory(true);
  }

  @Given("a vCPU in a VM without memory and without KVM_SET_NR_MMU_PAGES")
  public void vcpuWithoutPages() {
    machines.buildWithoutMemory(false);
  }

  @Given("a second vCPU")
  public void secondVcpu() {
    kvmRun.createSecond();
  }

  @Given("the guest starts with {assignments}")
  @When("userspace sets {assignments}")
  public void setRegisters(Assignments assignments) {
    machines.setRegisters(assignments.values());
  }

  @Given("the segment {segment} starts at {number}")
  public void segment(String name, Long base) {
    Sregs sregs = vcpu().getSregs().value();
    vcpu().setSregs(sregs.withSegment(name, sregs.segment(name).withBase(base))).orThrow();
    world.remember();
  }

  @Given("guest memory at {number} is filled with {data}")
  public void fill(Long address, Data data) {
    slots.write(address, data.bytes());
  }

  @Given("the page at {number} is mapped to {number}")
  public void mapPage(Long page, Long frame) {
    machines.mapPage(page, frame);
  }

  @Given("the code at {number} is")
  public void code(Long address, String source) {
    machines.installCode(address, source);
  }

  @Given("the handler of vector {number} is")
  public void handler(Long vector, String source) {
    machines.installHandler(vector.intValue(), source);
  }

  @Given("the vCPU is single-stepped")
  public void singleStep() {
    vcpu()
        .setGuestDebug(VcpuEvents.KVM_GUESTDBG_ENABLE | VcpuEvents.KVM_GUESTDBG_SINGLESTEP)
        .orThrow();
  }

  @Given("the MP state is set to {mpState}")
  public void setMpState(MpState state) {
    vcpu().setMpState(state).orThrow();
    world.remember();
  }

  @When("userspace reads the whole state of the vCPU")
  public void readState() {
    machines.readWholeState();
  }

  @When("userspace writes {number} to MSR {number}")
  public void writeMsr(Long value, Long index) {
    vcpu().setMsrs(List.of(new Msr(index.intValue(), value))).orThrow();
  }

  @When("userspace writes the registers back unchanged")
  public void writeBack() {
    Vcpu vcpu = vcpu();
    vcpu.setRegs(vcpu.getRegs().value()).orThrow();
  }

  @When("userspace puts the registers unchanged into kvm_run and marks them dirty")
  public void markDirty() {
    Regs regs = vcpu().getRegs().value();
    vcpu().kvmRun().put("s.regs.regs", regs.struct());
    vcpu().kvmRun().set("kvm_dirty_regs", DIRTY_REGS);
  }

  @When("the vCPU is saved and restored into a fresh one")
  public void restore() {
    machines.restoreIntoFresh();
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }
}
