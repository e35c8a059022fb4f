package io.github.kvmtck.steps.glue;

import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.steps.words.Data;
import io.github.kvmtck.steps.world.Calls;
import io.github.kvmtck.steps.world.Expectation;
import io.github.kvmtck.steps.world.SignalMasks;
import io.github.kvmtck.steps.world.World;

/** Signals, the masks of thread and KVM_RUN, and what is pending. */
public final class SignalSteps {
  private static final int SET_OFFSET = 4;

  private final World world;
  private final Calls calls;
  private final Expectation expect;

  public SignalSteps(World world, Calls calls, Expectation expect) {
    this.world = world;
    this.calls = calls;
    this.expect = expect;
  }

  @Given("{signal} is blocked in the vCPU thread and not by KVM_SET_SIGNAL_MASK")
  public void blockedInThread(Integer signal) {
    SignalMasks.block(task(), signal);
    vcpu().setSignalMask(Signals.set()).orThrow();
  }

  @Given("{signal} is blocked by KVM_SET_SIGNAL_MASK and not in the vCPU thread")
  public void blockedByMask(Integer signal) {
    SignalMasks.unblock(task(), signal);
    vcpu().setSignalMask(Signals.set(signal)).orThrow();
  }

  @Given("the vCPU thread blocks {signal}")
  public void block(Integer signal) {
    SignalMasks.block(task(), signal);
  }

  @When("{signal} is sent to the vCPU thread")
  public void send(Integer signal) {
    task().signal(signal);
  }

  @When("{signal} is taken")
  public void take(Integer signal) {
    Result result = task().call(new Syscall.Sigtimedwait(Signals.set(signal), 0));
    expect.same(
        Signals.name(signal) + " is pending and can be taken",
        result.value() == signal
            ? Signals.name(signal) + " is pending and can be taken"
            : "sigtimedwait → " + result);
  }

  @Then("{signal} is still pending")
  public void stillPending(Integer signal) {
    long pending = task().call(new Syscall.Sigpending()).value();
    expect.that(
        Signals.has(pending, signal),
        Signals.name(signal) + " is pending",
        "pending: " + Signals.format(pending));
  }

  @Then("the vCPU thread still blocks {signal}")
  public void isBlocked(Integer signal) {
    long blocked = task().call(new Syscall.Sigmask(Syscall.Sigmask.How.BLOCK, 0)).value();
    expect.that(
        Signals.has(blocked, signal),
        Signals.name(signal) + " is blocked in the thread",
        "blocked: " + Signals.format(blocked));
  }

  @When("KVM_SET_SIGNAL_MASK is called with a length of {int}")
  public void maskOfLength(int length) {
    try (HostMemory memory = HostMemory.map(world.kvm().client(), Linux.PAGE_SIZE).value()) {
      memory.write(0, Data.littleEndian(length, SET_OFFSET));
      setMask(memory.address());
    }
  }

  @When("KVM_SET_SIGNAL_MASK is called with an unreadable structure")
  public void unreadableMask() {
    HostMemory memory = HostMemory.map(world.kvm().client(), Linux.PAGE_SIZE).value();
    memory.close();
    setMask(memory.address());
  }

  @When("KVM_SET_SIGNAL_MASK is called with an unreadable set")
  public void unreadableSet() {
    HostMemory memory = HostMemory.map(world.kvm().client(), 2 * Linux.PAGE_SIZE).value();
    long second = memory.address() + Linux.PAGE_SIZE;
    memory.write(Linux.PAGE_SIZE - SET_OFFSET, Data.littleEndian(Signals.SIGSET_BYTES, SET_OFFSET));
    task().call(new Syscall.Munmap(second, Linux.PAGE_SIZE));
    setMask(second - SET_OFFSET);
  }

  @When("KVM_SET_SIGNAL_MASK is called with a null pointer")
  public void noMask() {
    setMask(0);
  }

  private void setMask(long address) {
    calls.made(vcpu().ioctl(VcpuRun.KVM_SET_SIGNAL_MASK, address).result());
  }

  private Vcpu vcpu() {
    return world.machine().vcpu();
  }

  private Kernel.Task task() {
    return world.vcpuTask();
  }
}
