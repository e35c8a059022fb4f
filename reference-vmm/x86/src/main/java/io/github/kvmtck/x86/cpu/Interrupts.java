package io.github.kvmtck.x86.cpu;

/** Delivery of interrupts and exceptions through the IVT (SDM vol. 3, 22.1.4). */
public final class Interrupts {
  private static final int CLEARED = Flags.IF | Flags.TF | Flags.AC | Flags.RF;

  private final Cpu cpu;
  private boolean entered;

  Interrupts(Cpu cpu) {
    this.cpu = cpu;
  }

  /**
   * Delivers an exception, and what its delivery raises, until one arrives (SDM vol. 3, table 7-5).
   *
   * @throws Abandon SHUTDOWN after a fault while delivering #DF; UNREACHABLE, SUSPENDED as any
   *     access
   */
  public void deliver(int vector, int code) {
    int current = vector;
    int currentCode = code;
    while (true) {
      try {
        enter(current, currentCode, cpu.rip);
        return;
      } catch (Abandon abandon) {
        if (abandon != Abandon.FAULT) {
          throw abandon;
        }
        if (current == Vector.DF) {
          throw Abandon.SHUTDOWN;
        }
        boolean twice = serious(current) && serious(cpu.events.faultVector);
        currentCode = twice ? 0 : cpu.events.faultCode;
        current = twice ? Vector.DF : cpu.events.faultVector;
      }
    }
  }

  private static boolean serious(int vector) {
    return switch (vector) {
      case Vector.DE, Vector.TS, Vector.NP, Vector.SS, Vector.GP, Vector.PF -> true;
      default -> false;
    };
  }

  /**
   * Transfers to the handler of {@code vector}; nothing has changed if that faults.
   *
   * @param code error code, not pushed in real mode
   * @param returnTo the instruction pointer to save
   */
  public void enter(int vector, int code, long returnTo) {
    entered = false;
    transfer(vector, code, returnTo);
    entered = true;
    cpu.leaveBlock();
  }

  /** Whether a handler was entered since the last call. */
  public boolean takeEntered() {
    boolean was = entered;
    entered = false;
    return was;
  }

  private void transfer(int vector, int code, long returnTo) {
    if (cpu.control.mode() != Mode.REAL) {
      new Gates(cpu).enter(vector, code, returnTo);
      return;
    }
    Table table = cpu.control.idtr();
    if (vector * 4 + 3 > table.limit()) {
      throw cpu.fault(Vector.GP, vector * 8 + 2);
    }
    long target = cpu.memory.loadLinear(table.base() + vector * 4L, 32);
    long stack = cpu.r[Gpr.RSP];
    try {
      cpu.stack.push(16, cpu.flags.get());
      cpu.stack.push(16, cpu.segments.selector(Segment.CS));
      cpu.stack.push(16, returnTo);
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = stack;
      throw abandon;
    }
    cpu.flags.put(CLEARED, false);
    cpu.segments.loadReal(Segment.CS, (int) (target >>> 16));
    cpu.rip = target & 0xffff;
  }
}
