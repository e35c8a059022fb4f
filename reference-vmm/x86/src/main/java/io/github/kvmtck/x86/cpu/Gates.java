package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.Nullable;

/**
 * Delivery through the IDT of protected and long mode. Long mode also delivers to a handler at a
 * lower privilege level, whose stack the task-state segment names; tables and new stack are read
 * and written with the rights of the page tables as they are.
 */
final class Gates {
  private static final int CLEARED = Flags.TF | Flags.NT | Flags.RF | Flags.VM;

  /** RSP0 of a 64-bit TSS (SDM vol. 3, 9.7); RSP1 and RSP2 follow. */
  private static final int FIRST_STACK = 4;

  private static final int CONFORMING = 4;

  private final Cpu cpu;

  Gates(Cpu cpu) {
    this.cpu = cpu;
  }

  void enter(int vector, int code, long returnTo) {
    boolean wide = (cpu.control.efer() & Control.EFER_LMA) != 0;
    int size = wide ? 16 : 8;
    Table table = cpu.control.idtr();
    if (vector * size + size - 1 > table.limit()) {
      throw cpu.fault(Vector.GP, vector * 8 + 2);
    }
    long slot = table.base() + (long) vector * size;
    long gate = cpu.memory.loadLinear(slot, 64);
    long high = wide ? cpu.memory.loadLinear(slot + 8, 64) : 0;
    int type = (int) (gate >>> 40) & 0x1f;
    boolean interrupt = type == 14 || type == 6 && !wide;
    boolean trap = type == 15 || type == 7 && !wide;
    if (!interrupt && !trap) {
      throw cpu.fault(Vector.GP, vector * 8 + 2);
    }
    if ((gate >>> 47 & 1) == 0) {
      throw cpu.fault(Vector.NP, vector * 8 + 2);
    }
    int bits = wide ? 64 : type >= 14 ? 32 : 16;
    long offset = gate & 0xffff | (bits == 16 ? 0 : gate >>> 32 & 0xffff0000L) | high << 32;
    Segment target = Descriptors.code(cpu, (int) (gate >>> 16) & 0xffff);
    push(bits, code, returnTo, wide ? target : null);
    cpu.flags.put(interrupt ? CLEARED | Flags.IF : CLEARED, false);
    cpu.segments.set(Segment.CS, target);
    cpu.rip = offset;
  }

  /**
   * Pushes what IRET takes back; nothing has changed if that faults.
   *
   * @param wideTarget the handler's code segment in long mode, where SS and RSP are pushed always
   */
  private void push(int bits, int code, long returnTo, @Nullable Segment wideTarget) {
    long rsp = cpu.r[Gpr.RSP];
    Segment ss = cpu.segments.get(Segment.SS);
    try {
      if (wideTarget != null) {
        enterStack(wideTarget);
        cpu.r[Gpr.RSP] &= ~0xfL;
        cpu.stack.push(bits, ss.selector());
        cpu.stack.push(bits, rsp);
      }
      cpu.stack.push(bits, cpu.flags.get());
      cpu.stack.push(bits, cpu.segments.selector(Segment.CS));
      cpu.stack.push(bits, returnTo);
      if (code != Events.NO_CODE) {
        cpu.stack.push(bits, code);
      }
    } catch (Abandon abandon) {
      cpu.segments.set(Segment.SS, ss);
      cpu.r[Gpr.RSP] = rsp;
      throw abandon;
    }
  }

  /** A handler of lower privilege level has a stack of its own and a null SS (SDM vol. 3, 7.14). */
  private void enterStack(Segment target) {
    int level = target.attributes() >> 5 & 3;
    if ((target.attributes() & CONFORMING) != 0 || level >= cpu.segments.cpl()) {
      return;
    }
    long at = cpu.segments.base(Segment.TR) + FIRST_STACK + level * 8L;
    cpu.r[Gpr.RSP] = cpu.memory.loadLinear(at, 64);
    cpu.segments.set(Segment.SS, new Segment(level, 0, 0, Segment.UNUSABLE | level << 5));
  }
}
