package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.steps.words.Exit;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A second vCPU that runs the program of the first, on a thread of its own. */
public final class Twin {
  private static final String NAME = "KVM_RUN of the twin";

  private final World world;
  private final KvmRun kvmRun;
  private @Nullable Vm vm;
  private @Nullable Vcpu vcpu;
  private @Nullable HostMemory ram;
  private @Nullable Future<Result> inFlight;

  public Twin(World world, KvmRun kvmRun) {
    this.world = world;
    this.kvmRun = kvmRun;
  }

  /** Makes it in the same VM. */
  public void inSameVm() {
    make(world.vm(), world.machine().ram(), 1);
  }

  /** Makes it in a VM of its own, with memory of its own. */
  public void inOtherVm() {
    Machine machine = world.machine();
    HostMemory copy = HostMemory.map(world.kvm().client(), Machine.RAM_SIZE).value();
    copy.write(0, machine.ram().read(0, (int) Machine.RAM_SIZE));
    Vm other = Layout.newVm(world.kvm());
    other.setUserMemoryRegion(MemoryRegion.of(0, 0, copy)).orThrow();
    make(other, copy, 0);
  }

  private void make(Vm of, HostMemory memory, int id) {
    Vcpu first = world.machine().vcpu();
    Vcpu made = of.by(world.process().task("twin")).createVcpu(id).value();
    made.setSregs(first.getSregs().value()).orThrow();
    made.setRegs(first.getRegs().value()).orThrow();
    vm = of;
    vcpu = made;
    ram = memory;
  }

  /** Puts values into registers by the names of the manuals. */
  public void set(Map<String, BigInteger> values) {
    RegisterFile.write(vcpu(), values);
  }

  public Vm vm() {
    return Objects.requireNonNull(vm, "no step has made a second vCPU");
  }

  public Vcpu vcpu() {
    return Objects.requireNonNull(vcpu, "no step has made a second vCPU");
  }

  public Kernel.Task task() {
    return vcpu().client().task();
  }

  /** Begins KVM_RUN. */
  public void begin() {
    inFlight = task().begin(new Syscall.Ioctl(vcpu().fd(), VcpuRun.KVM_RUN.number(), 0));
  }

  /** Whether KVM_RUN runs the guest, which counts. */
  public boolean counts(long address) {
    long before = counter(address);
    return Patience.until(() -> !goesOn() || counter(address) != before) && goesOn();
  }

  private long counter(long address) {
    HostMemory memory = Objects.requireNonNull(ram);
    Client client = memory.client();
    return client.memory().u32(memory.address() + address);
  }

  /** Whether KVM_RUN is in flight and asleep. */
  public boolean sleeps() {
    return Patience.untilBlocked(task(), inFlight());
  }

  public boolean goesOn() {
    return !inFlight().isDone();
  }

  /** How KVM_RUN ended; waits where it has not. */
  public Result result() {
    return Patience.result(inFlight(), NAME).orElseThrow(() -> kvmRun.overdue(NAME));
  }

  /** What its kvm_run says. */
  public Exit exit() {
    return Exit.in(vcpu().kvmRun());
  }

  private Future<Result> inFlight() {
    return Objects.requireNonNull(inFlight, "no KVM_RUN was called on the twin");
  }
}
