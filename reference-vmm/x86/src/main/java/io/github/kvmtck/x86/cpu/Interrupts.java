package io.github.kvmtck.x86.cpu;

/** Delivery of interrupts and exceptions (SDM vol. 3, chapter 7; in real mode 22.1.4). */
public final class Interrupts {
  /** What an event is, as far as its delivery depends on it. */
  public enum Kind {
    /** What an instruction raised. */
    EXCEPTION,
    /** An interrupt or NMI from outside. */
    EXTERNAL,
    /** INT n, INT3, INTO: the gate must allow it. */
    SOFTWARE,
    /** INT1: no gate is asked. */
    PRIVILEGED
  }

  private static final int CLEARED = Flags.IF | Flags.TF | Flags.AC | Flags.RF;

  private final Cpu cpu;
  private boolean entered;
  private int external;

  Interrupts(Cpu cpu) {
    this.cpu = cpu;
  }

  /**
   * Delivers an event, and what its delivery raises, until one arrives (SDM vol. 3, table 7-5).
   *
   * @throws Abandon SHUTDOWN after a fault while delivering #DF; UNREACHABLE, SUSPENDED as any
   *     access
   */
  public void deliver(int vector, int code, Kind kind) {
    int current = vector;
    int currentCode = code;
    Kind currentKind = kind;
    while (true) {
      try {
        enter(current, currentCode, cpu.rip, currentKind);
        return;
      } catch (Abandon abandon) {
        if (abandon != Abandon.FAULT) {
          throw abandon;
        }
        boolean exception = currentKind == Kind.EXCEPTION;
        if (exception && current == Vector.DF) {
          throw Abandon.SHUTDOWN;
        }
        boolean twice = exception && doubled(current, cpu.events.faultVector);
        currentCode = twice ? 0 : cpu.events.faultCode;
        current = twice ? Vector.DF : cpu.events.faultVector;
        currentKind = Kind.EXCEPTION;
      }
    }
  }

  /** A page fault while a contributory exception is delivered is delivered itself. */
  private static boolean doubled(int first, int second) {
    return contributory(first) && contributory(second)
        || first == Vector.PF && (contributory(second) || second == Vector.PF);
  }

  private static boolean contributory(int vector) {
    return switch (vector) {
      case Vector.DE, Vector.TS, Vector.NP, Vector.SS, Vector.GP -> true;
      default -> false;
    };
  }

  /**
   * Transfers to the handler of {@code vector}; nothing has changed if that faults.
   *
   * @param code error code, not pushed in real mode
   * @param returnTo the instruction pointer to save
   */
  public void enter(int vector, int code, long returnTo, Kind kind) {
    entered = false;
    external = kind == Kind.SOFTWARE ? 0 : 1;
    try {
      if (cpu.control.mode() == Mode.REAL) {
        Table table = cpu.control.idtr();
        if (vector * 4 + 3 > table.limit()) {
          throw cpu.descriptors.gateFault(Vector.GP, vector);
        }
        throughVector(table.base() + vector * 4L, cpu.flags.get(), returnTo);
        cpu.flags.put(CLEARED, false);
      } else {
        cpu.gates.enter(vector, code, returnTo, kind);
      }
    } finally {
      external = 0;
    }
    entered = true;
    cpu.leaveBlock();
  }

  /** The EXT bit of error codes that the event now delivered causes (SDM vol. 3, 7.13). */
  int external() {
    return external;
  }

  /** The instruction has loaded TF: the new value says whether it traps, as IRET's does not. */
  public void changedTrap() {
    entered = !cpu.flags.has(Flags.TF);
  }

  /** Whether a handler was entered since the last call. */
  public boolean takeEntered() {
    boolean was = entered;
    entered = false;
    return was;
  }

  /** Where a table has four bytes for each vector. */
  private void throughVector(long entry, long flags, long returnTo) {
    long target = cpu.system.load(entry, 32);
    cpu.stack.pushAll(16, flags, cpu.segments.selector(Segment.CS), returnTo);
    cpu.segments.loadReal(Segment.CS, (int) (target >>> 16));
    cpu.rip = target & 0xffff;
  }

  /**
   * INT n. In virtual-8086 mode with CR4.VME the task says whether its own handler is called, by
   * the table at linear address 0; if not, IOPL must be 3 (SDM vol. 3, table 22-2).
   */
  public void software(int vector) {
    if (cpu.control.mode() != Mode.VIRTUAL_8086) {
      enter(vector, Events.NO_CODE, cpu.rip, Kind.SOFTWARE);
      return;
    }
    boolean trusted = (cpu.flags.system() & Flags.IOPL) == Flags.IOPL;
    boolean extended = (cpu.control.cr4() & Control.CR4_VME) != 0;
    if (extended && cpu.taskState.redirects(vector)) {
      long flags = cpu.flags.get();
      throughVector(vector * 4L, trusted ? flags : cpu.flagLoad.believed(flags), cpu.rip);
      cpu.flags.put(Flags.TF | Flags.RF | (trusted ? Flags.IF : Flags.VIF), false);
      entered = true;
      cpu.leaveBlock();
    } else if (trusted) {
      enter(vector, Events.NO_CODE, cpu.rip, Kind.SOFTWARE);
    } else {
      throw cpu.fault(Vector.GP, 0);
    }
  }
}
