package io.github.kvmtck.vmm;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.vmm.device.RegisterFile;
import io.github.kvmtck.vmm.hold.Holds;
import io.github.kvmtck.vmm.hold.IoctlGate;
import io.github.kvmtck.vmm.hold.Worker;
import io.github.kvmtck.vmm.memory.Ram;
import io.github.kvmtck.vmm.state.Refused;
import io.github.kvmtck.vmm.state.Sections;
import io.github.kvmtck.vmm.vcpu.CoalescedWrites;
import io.github.kvmtck.vmm.vcpu.Machine;
import io.github.kvmtck.vmm.vcpu.VcpuThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A virtual machine and its lifecycle. It is made standing still, and {@link #go} starts it.
 *
 * <p>All methods may be called from any thread that is not the machine's own.
 */
public final class Vmm implements AutoCloseable {
  private final VmmConfig config;
  private final Kernel kernel;
  private final Kernel.Process process;
  private final IoctlGate gate = new IoctlGate();
  private final Kernel.Task task;
  private final Hardware hardware;
  private final Devices devices;
  private final Board board;
  private final CoalescedWrites coalesced;
  private final Holds holds = new Holds();
  private final List<VcpuThread> threads = new ArrayList<>();
  private final List<Vcpu> vcpus = new ArrayList<>();
  private final GuestMemory memory;
  private final TrustLevel level;
  private final Holds.Hold start;

  /** A machine without a guest. */
  Vmm(Kernel below, VmmConfig config, Peripherals peripherals) {
    this.config = config;
    kernel = new InterceptedKernel(below, below.about(), () -> gate);
    process = kernel.process();
    task = process.task("vmm");
    Client client = new Client(process, task);
    board = new Board(config.vcpus());
    hardware = Hardware.of(client.openKvm().value(), config);
    Worker worker =
        new Worker(process.task("worker"), e -> board.crashed(0, "a device failed: " + e));
    devices = Devices.of(hardware.ram(), worker, config.irqchip(), peripherals, this::exited);
    coalesced = new CoalescedWrites(devices.addresses());
    memory = new GuestMemory(hardware, holds, gate, coalesced, board);
    start = holds.take("not started");
    holds.join(worker);
    level = new TrustLevel(holds, threads, vcpus, peripherals.wakes());
    addVcpus(machine());
    board.whenOver(() -> threads.forEach(VcpuThread::nudge));
  }

  /** A machine with a flat image before its first instruction. */
  public static Vmm of(Kernel kernel, VmmConfig config, Image image, Peripherals peripherals) {
    if (image.end() > config.memory()) {
      throw new Refused(
          "The image needs memory up to 0x%x, and there are 0x%x bytes."
              .formatted(image.end(), config.memory()));
    }
    Vmm vmm = new Vmm(kernel, config, peripherals);
    vmm.hardware.ram().write(image.address(), image.bytes());
    for (VcpuThread thread : vmm.threads) {
      Vcpu vcpu = vmm.vcpus.get(thread.id());
      // With interrupt controllers the others wait for INIT and SIPI; without, they start as well.
      if (thread.id() == 0 || !config.irqchip()) {
        thread.run(() -> {
          EntryState.set(vcpu, vmm.hardware.ram(), image);
          return vcpu;
        });
      }
    }
    return vmm;
  }

  /** Starts it, once. */
  public void go() {
    start.close();
  }

  /** Stands still from here until the hold, and every other one, is closed (R1). */
  public Holds.Hold pause(String reason) {
    return holds.take(reason);
  }

  public RunState state() {
    return ending()
        .map(Ending::state)
        .orElseGet(() -> holds.reasons().isEmpty() ? RunState.RUNNING : RunState.PAUSED);
  }

  /** Why it stands still, one reason a hold. */
  public List<String> holds() {
    return holds.reasons();
  }

  public Optional<Ending> ending() {
    return board.ending();
  }

  /**
   * Waits for the end of the guest.
   *
   * @return empty where it did not come in time
   */
  public Optional<Ending> await(Duration atMost) {
    return board.await(atMost);
  }

  /**
   * Ends the guest where it is; what is pending in it is not completed, and it never runs again.
   */
  public void quit() {
    board.end(new Ending(RunState.QUIT, 0, "told to end"));
  }

  /** A byte for the guest's serial port. */
  public void type(int value) {
    Worker worker = devices.worker();
    worker.submit(() -> {
      devices.serial().receive(value);
      devices.lines().settle(hardware.vm().by(worker.task()));
    });
  }

  /** What the guest accessed, and what there is for tests and reports. */
  public Devices devices() {
    return devices;
  }

  /** Its memory, and how that is changed and watched. */
  public GuestMemory memory() {
    return memory;
  }

  /** Whether it runs beside another virtual trust level. */
  public TrustLevel level() {
    return level;
  }

  public Ram ram() {
    return hardware.ram();
  }

  public VmmConfig config() {
    return config;
  }

  /** Ends the process of this machine: its tasks, descriptors and memory. */
  @Override
  public void close() {
    quit();
    devices.worker().end();
    threads.forEach(VcpuThread::end);
    process.close();
  }

  /** The thread of a vCPU, for what only that one may do. */
  VcpuThread thread(int id) {
    return threads.get(id);
  }

  Vcpu vcpu(int id) {
    return vcpus.get(id);
  }

  Kernel kernel() {
    return kernel;
  }

  IoctlGate gate() {
    return gate;
  }

  Hardware hardware() {
    return hardware;
  }

  /** The guest lives elsewhere: it must not run here as well. */
  void migrated() {
    board.end(new Ending(RunState.MIGRATED, 0, "moved to another process"));
  }

  /** All but memory; the machine stands still, and what was collected has reached its device. */
  Sections save() {
    RunState state = state();
    if (state == RunState.INTERNAL_ERROR || state == RunState.MIGRATED) {
      throw new Refused("The guest is %s: it cannot be saved.".formatted(state));
    }
    return new Saved(config, hardware, threads, vcpus, devices, coalesced, board).save();
  }

  /**
   * Restores all but memory, before the machine starts.
   *
   * @throws Refused where a part of it is not taken; the machine is then not to be started
   */
  void restore(Sections state) {
    new Saved(config, hardware, threads, vcpus, devices, coalesced, board).restore(state);
  }

  private void exited(int code) {
    board.end(new Ending(RunState.EXITED, code, "the guest wrote its exit code"));
  }

  private Machine machine() {
    return new Machine(
        devices.ports(),
        devices.addresses(),
        devices.msrs(),
        devices.lines(),
        hardware.map(),
        coalesced,
        hardware.rings(),
        level,
        board);
  }

  private void addVcpus(Machine machine) {
    for (int id = 0; id < config.vcpus(); id++) {
      Kernel.Task own = process.task("vcpu" + id);
      Vcpu vcpu = hardware.vcpu(hardware.vm().by(own), id);
      vcpus.add(vcpu);
      VcpuThread thread = new VcpuThread(hardware.vm().by(own), vcpu, machine);
      threads.add(thread);
      gate.kickWith(own, thread::nudge);
      thread.askToStop();
      thread.start();
      holds.join(thread);
    }
    if (hardware.coalesces()) {
      coalesced.mapped(vcpus.getFirst().kvmRun().address());
      coalesced.collect(hardware.vm(), RegisterFile.SCREEN, RegisterFile.LENGTH);
    }
  }
}
