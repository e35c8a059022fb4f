package io.github.kvmtck.x86.cpu;

/** Delivery through the IDT of protected and long mode, to a handler at the same privilege. */
final class Gates {
  private static final int CLEARED = Flags.TF | Flags.NT | Flags.RF | Flags.VM;

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
    push(bits, code, returnTo, wide);
    cpu.flags.put(interrupt ? CLEARED | Flags.IF : CLEARED, false);
    cpu.segments.set(Segment.CS, target);
    cpu.rip = offset;
  }

  private void push(int bits, int code, long returnTo, boolean wide) {
    long stack = cpu.r[Gpr.RSP];
    try {
      if (wide) {
        cpu.r[Gpr.RSP] = stack & ~0xfL;
        cpu.stack.push(bits, cpu.segments.selector(Segment.SS));
        cpu.stack.push(bits, stack);
      }
      cpu.stack.push(bits, cpu.flags.get());
      cpu.stack.push(bits, cpu.segments.selector(Segment.CS));
      cpu.stack.push(bits, returnTo);
      if (code != Events.NO_CODE) {
        cpu.stack.push(bits, code);
      }
    } catch (Abandon abandon) {
      cpu.r[Gpr.RSP] = stack;
      throw abandon;
    }
  }
}
