package io.github.kvmtck.x86;

import io.github.kvmtck.x86.cpu.BusLock;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.exec.Handlers;
import io.github.kvmtck.x86.exec.Regions;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Processors in 64-bit code that share memory, each on a thread of its own. */
final class Smp implements AutoCloseable {
  static final int SIZE = 2 << 20;
  private static final int ROOM = 0x800;
  private static final Handlers HANDLERS = new Handlers();

  /** How instructions are executed. */
  enum Engine {
    INTERPRETER,
    HANDLERS,
    REGIONS;

    private Regions regions() {
      return CompiledMachines.compiler(this == REGIONS ? 2000 : Integer.MAX_VALUE);
    }
  }

  private final Machine memory;
  private final BusLock bus = new BusLock();
  private final List<Machine> machines = new ArrayList<>();
  private final ExecutorService threads;

  /** One program for each processor, which ends in HLT; RSP is the processor's own. */
  Smp(Engine engine, List<String> programs) {
    memory = new Machine(SIZE);
    for (int i = 0; i < programs.size(); i++) {
      Machine m = new Sharing(memory, bus, engine);
      CompiledMachines.prepared(m, 64, programs.get(i), Machine.CODE + i * ROOM);
      if (engine == Engine.INTERPRETER) {
        m.cpu.debug.address(0, SIZE);
        m.cpu.debug.dr7(0x401);
      }
      machines.add(m);
    }
    threads = Executors.newFixedThreadPool(programs.size());
  }

  /** Runs every program once from its start, side by side. */
  void run() throws InterruptedException, ExecutionException {
    List<Future<Stop>> running = new ArrayList<>();
    for (int i = 0; i < machines.size(); i++) {
      Machine m = machines.get(i);
      m.cpu.rip = Machine.CODE + (long) i * ROOM;
      m.cpu.r[Gpr.RSP] = 0x8000 + 0x400L * i;
      m.cpu.events.halted(false);
      running.add(threads.submit(() -> run(m)));
    }
    for (Future<Stop> one : running) {
      Stop stop = one.get();
      if (stop != Stop.HALTED) {
        throw new IllegalStateException(stop + " in " + machines.get(0).log);
      }
    }
  }

  private static Stop run(Machine m) {
    m.cpu.boundary.enter();
    try {
      return m.run(Long.MAX_VALUE);
    } finally {
      m.cpu.boundary.leave();
    }
  }

  long quad(long address) {
    return memory.ram.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  void clear(long address, long length) {
    memory.ram.asSlice(address, length).fill((byte) 0);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    machines.forEach(Machine::close);
    memory.close();
  }

  /** A machine whose memory is another's. */
  private static final class Sharing extends Machine {
    Sharing(Machine memory, BusLock bus, Engine engine) {
      super(memory.ram, bus, HANDLERS, engine.regions());
    }
  }
}
