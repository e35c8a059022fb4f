package io.github.kvmtck.x86.exec;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.isa.Insn;
import org.jspecify.annotations.Nullable;

/**
 * One instruction at a time, with everything that only then matters: breakpoints, single-stepping,
 * RF, and the shadows of STI and MOV SS (SDM vol. 3, 19.3).
 */
public final class Stepper {
  /** DR6 bits that the owner is to hear of; 0 for none. */
  private long report;

  private long deferred;
  private final Cpu cpu;
  private final Engine engine;

  public Stepper(Cpu cpu, Engine engine) {
    this.cpu = cpu;
    this.engine = engine;
  }

  /** Whether the next instruction must be executed here. */
  public boolean needed() {
    cpu.breakpoints.arm();
    return cpu.flags.has(Flags.TF | Flags.RF)
        || cpu.guestDebug.singleStep()
        || cpu.breakpoints.enabled()
        || cpu.events.stiShadow()
        || cpu.events.movSsShadow();
  }

  /** What the owner is to hear of, as DR6 bits, or 0; asking takes it. */
  public long takeReport() {
    long was = report;
    report = 0;
    return was;
  }

  /** Executes the instruction at RIP unless a breakpoint stands on it. */
  public void step() {
    int hit = cpu.flags.has(Flags.RF) ? 0 : cpu.breakpoints.executing(linear());
    if (hit == 0) {
      execute(null);
    } else if (cpu.guestDebug.hardware()) {
      report = hit;
    } else {
      cpu.debug.dr6(cpu.debug.dr6() | hit);
      cpu.debug.dr7(cpu.debug.dr7() & ~DebugRegisters.DR7_GD);
      cpu.events.queue(Vector.DB, Events.NO_CODE);
    }
  }

  /** Executes {@code insn}, decoded before, or the instruction at RIP. */
  public void execute(@Nullable Insn insn) {
    boolean trap = cpu.flags.has(Flags.TF);
    boolean resume = cpu.flags.has(Flags.RF);
    boolean sti = cpu.events.stiShadow();
    boolean movSs = cpu.events.movSsShadow();
    shadows(false, false);
    cpu.flags.put(Flags.RF, false);
    cpu.singleIteration(trap || cpu.guestDebug.singleStep());
    cpu.interrupts.takeEntered();
    try {
      if (insn == null) {
        engine.step();
      } else {
        engine.execute(insn);
      }
    } catch (Abandon abandon) {
      cpu.breakpoints.takeHits();
      if (abandon != Abandon.FAULT) {
        shadows(sti, movSs);
        cpu.flags.put(Flags.RF, resume);
      }
      throw abandon;
    } finally {
      cpu.singleIteration(false);
    }
    after(trap);
  }

  private void after(boolean trap) {
    long hits = deferred | cpu.breakpoints.takeHits();
    deferred = 0;
    if (cpu.events.movSsShadow()) {
      deferred = hits;
      return;
    }
    boolean hardware = cpu.guestDebug.hardware();
    boolean ownerSteps = cpu.guestDebug.singleStep();
    report = (hardware ? hits : 0) | (ownerSteps ? DebugRegisters.DR6_BS : 0);
    boolean stepped = trap && !ownerSteps && !cpu.interrupts.takeEntered();
    long guest = (hardware ? 0 : hits) | (stepped ? DebugRegisters.DR6_BS : 0);
    if (guest != 0) {
      cpu.debug.dr6(cpu.debug.dr6() | guest);
      cpu.debug.dr7(cpu.debug.dr7() & ~DebugRegisters.DR7_GD);
      cpu.events.queue(Vector.DB, Events.NO_CODE);
      cpu.events.halted(false);
    }
  }

  private void shadows(boolean sti, boolean movSs) {
    cpu.events.stiShadow(sti);
    cpu.events.movSsShadow(movSs);
  }

  private long linear() {
    return Fetcher.linear(cpu, cpu.rip);
  }
}
