package io.github.kvmtck.x86;

import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Interrupts.Kind;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Vector;
import io.github.kvmtck.x86.exec.Engine;
import io.github.kvmtck.x86.exec.Handlers;
import io.github.kvmtck.x86.exec.Regions;
import io.github.kvmtck.x86.exec.Stepper;
import io.github.kvmtck.x86.isa.Decoder;
import io.github.kvmtck.x86.isa.family.Isa;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs one {@link Cpu}. Its owner, the KVM model, decides what happens at instruction boundaries:
 * it reads and writes {@code cpu} while nothing runs, queues events in {@code cpu.events}, sets
 * {@code cpu.guestDebug}, and answers through the {@code Bus}.
 */
public final class Processor {
  /** A cache of what the table alone determines: shared, filled on demand, never observable. */
  private static final Handlers HANDLERS = new Handlers();

  /** Compiles for all; what it makes belongs to the processor that asked. */
  private static final Regions REGIONS = new Regions(HANDLERS);

  private final Cpu cpu;
  private final Engine engine;
  private final Stepper stepper;
  private boolean watchInterruptWindow;
  private long left;
  private long given;

  public Processor(Cpu cpu) {
    this(cpu, Isa.decoder(cpu.features), HANDLERS, REGIONS);
  }

  /** A processor of another generation, or with handlers and regions of its own. */
  public Processor(Cpu cpu, Decoder decoder, Handlers handlers, Regions regions) {
    this.cpu = cpu;
    engine = new Engine(cpu, decoder, handlers, regions);
    stepper = new Stepper(cpu, engine);
  }

  public Cpu cpu() {
    return cpu;
  }

  /** Whether an external interrupt could be injected at this boundary (SDM vol. 3, 7.8.1). */
  public boolean interruptible() {
    return cpu.flags.has(Flags.IF) && interruptibleButForFlag();
  }

  /** The same where RFLAGS.IF is not looked at: shadows and what is on its way still count. */
  public boolean interruptibleButForFlag() {
    return !cpu.events.stiShadow()
        && !cpu.events.movSsShadow()
        && cpu.events.injected() == Events.NONE
        && cpu.events.pendingVector() == Events.NONE;
  }

  /** Ends runs with {@link Stop#WINDOW} at the first boundary that is {@link #interruptible}. */
  public void watchInterruptWindow(boolean on) {
    watchInterruptWindow = on;
  }

  /**
   * Delivers what waits and executes until there is a reason to stop.
   *
   * @param budget instructions to execute at most (a repeated one counts as one)
   */
  public Stop run(long budget) {
    given = budget;
    left = budget;
    var unused = stepper.takeReport();
    while (true) {
      if (cpu.boundary.wantsAttention()) {
        return Stop.ATTENTION;
      }
      cpu.boundary.standAside();
      if (left <= 0) {
        return cpu.events.halted() ? Stop.HALTED : Stop.BUDGET;
      }
      try {
        deliver();
      } catch (Abandon abandon) {
        return undelivered(abandon);
      }
      if (cpu.takeStopAsked()) {
        return Stop.ASKED;
      }
      if (cpu.events.pendingVector() != Events.NONE) {
        // Tasks that do nothing but fault can follow each other for ever.
        left--;
        continue;
      }
      if (cpu.events.halted()) {
        return Stop.HALTED;
      }
      if (watchInterruptWindow && interruptible()) {
        return Stop.WINDOW;
      }
      // New breakpoints forget translations: before a repeated instruction looks whether to leave.
      boolean stepping = stepper.needed();
      if (cpu.takeLeave()) {
        VarHandle.fullFence();
      }
      long before = left;
      boolean completed = false;
      Stop abandoned = null;
      try {
        if (stepping) {
          stepper.step();
        } else {
          engine.run(left);
        }
        completed = true;
        if (cpu.takeSuspended()) {
          abandoned = abandoned(Abandon.SUSPENDED);
        }
      } catch (Abandon abandon) {
        abandoned = abandoned(abandon);
      }
      cpu.events.takeFollowing();
      left = stepping ? before - 1 : engine.left();
      if (!completed) {
        // What cannot even be fetched counts too: it can fault for ever.
        left = Math.min(left, before - 1);
      }
      if (abandoned != null) {
        return abandoned;
      }
      Stop stop = asked();
      if (stop != null) {
        return stop;
      }
      if (cpu.events.stayHalted()) {
        // A request is no reason to leave between HLT and what the owner does about it.
        return Stop.HALTED;
      }
    }
  }

  /** How many instructions the last run has executed; one that was abandoned counts. */
  public long executed() {
    return given - left;
  }

  /**
   * Executes a suspended instruction again from its start, and nothing else.
   *
   * @return {@link Stop#BUDGET} when it is done (an exception it raised is pending), or another
   *     reason; {@link Stop.Suspended} if it asked for something more
   */
  public Stop resume(Stop.Suspended suspended) {
    cpu.rip = suspended.rip();
    try {
      stepper.execute(suspended.insn());
    } catch (Abandon abandon) {
      Stop stop = abandoned(abandon);
      if (stop != null) {
        return stop;
      }
    }
    cpu.events.takeFollowing();
    Stop stop = asked();
    return stop != null ? stop : cpu.events.halted() ? Stop.HALTED : Stop.BUDGET;
  }

  private @Nullable Stop asked() {
    return cpu.takeStopAsked() ? Stop.ASKED : takeReport();
  }

  /**
   * What the owner is to hear of the instruction that has completed: a {@link Stop.Debug}, or null.
   * After {@link Stop#ASKED} it asks by itself; it is forgotten with the next run.
   */
  public @Nullable Stop takeReport() {
    long report = stepper.takeReport();
    return report == 0 ? null : debug(Vector.DB, report);
  }

  private Stop debug(int vector, long dr6) {
    long pc = cpu.segments.effectiveBase(Segment.CS) + cpu.rip;
    long dr7 = cpu.breakpoints.registers().dr7();
    return new Stop.Debug(vector, pc, DebugRegisters.DR6_INIT | dr6, dr7);
  }

  /** Events in the order of SDM vol. 3, table 7-2, until none waits or a new task faults. */
  private void deliver() {
    boolean more = true;
    while (more && deliverOne()) {
      cpu.events.halted(false);
      cpu.events.stiShadow(false);
      cpu.events.movSsShadow(false);
      cpu.events.takeFollowing();
      more = cpu.events.pendingVector() == Events.NONE && !cpu.stopAsked();
    }
  }

  private boolean deliverOne() {
    Events events = cpu.events;
    if (events.pendingVector() != Events.NONE) {
      int vector = events.pendingVector();
      cpu.interrupts.deliver(vector, events.pendingCode(), Kind.EXCEPTION);
      events.clearPending();
    } else if (events.nmiPending() && !events.nmiBlocked() && !events.movSsShadow()) {
      cpu.interrupts.deliver(Vector.NMI, Events.NO_CODE, Kind.EXTERNAL);
      events.nmiPending(false);
      events.nmiBlocked(true);
    } else if (events.injected() != Events.NONE) {
      cpu.interrupts.deliver(events.injected(), Events.NO_CODE, Kind.EXTERNAL);
      events.inject(Events.NONE);
    } else {
      return false;
    }
    return true;
  }

  private Stop undelivered(Abandon abandon) {
    if (abandon == Abandon.SHUTDOWN) {
      cpu.events.clearPending();
      return Stop.SHUTDOWN;
    }
    return abandon == Abandon.UNREACHABLE
        ? new Stop.Unreachable(cpu.unreachableAddress())
        : Stop.DELIVERY_SUSPENDED;
  }

  private @Nullable Stop abandoned(Abandon abandon) {
    if (abandon == Abandon.FAULT) {
      cpu.flags.put(Flags.RF, cpu.events.faultVector() != Vector.DB);
      cpu.events.queue(cpu.events.faultVector(), cpu.events.faultCode());
      return null;
    }
    cpu.takeStopAsked();
    if (abandon == Abandon.SUSPENDED) {
      return new Stop.Suspended(Objects.requireNonNull(engine.current()), cpu.rip);
    }
    if (abandon == Abandon.SHUTDOWN) {
      return Stop.SHUTDOWN;
    }
    if (abandon == Abandon.BREAKPOINT) {
      return debug(Vector.BP, 0);
    }
    if (abandon == Abandon.DETECTED) {
      return debug(Vector.DB, DebugRegisters.DR6_BD);
    }
    if (abandon == Abandon.NO_CODE) {
      return new Stop.NoCode(engine.fetcher().missingAddress(), engine.fetcher().bytesBefore());
    }
    return new Stop.Unreachable(cpu.unreachableAddress());
  }
}
