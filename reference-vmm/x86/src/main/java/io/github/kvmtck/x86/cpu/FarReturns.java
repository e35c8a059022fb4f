package io.github.kvmtck.x86.cpu;

/**
 * Far returns and returns from interrupts (SDM vol. 2, RET and IRET). Nothing has changed when one
 * faults.
 */
public final class FarReturns {
  /** Fields of the frame that leads back to virtual-8086 mode: ES, behind SS. */
  private static final int VIRTUAL_SELECTORS = 5;

  private static final int VIRTUAL_FRAME = 9;

  private final Cpu cpu;
  private final Descriptors tables;
  private final FarTransfers transfers;

  FarReturns(Cpu cpu) {
    this.cpu = cpu;
    this.tables = cpu.descriptors;
    this.transfers = cpu.far;
  }

  /**
   * RETF.
   *
   * @param bits of what is popped
   * @param release bytes of parameters
   */
  public void ret(int bits, int release) {
    int size = bits >> 3;
    long offset = cpu.stack.peek(bits, 0);
    int selector = (int) cpu.stack.peek(bits, 1) & 0xffff;
    if (transfers.direct()) {
      Segment target = transfers.plain(selector);
      transfers.offsetInside(target, offset);
      cpu.stack.drop(2 * size + release);
      go(target, offset);
      return;
    }
    Descriptor code = cpu.load.returnTo(selector);
    Segment target = code.loaded(code.rpl());
    if (code.rpl() == cpu.segments.cpl()) {
      transfers.offsetInside(target, offset);
      tables.markAccessed(code);
      cpu.stack.drop(2 * size + release);
      go(target, offset);
      return;
    }
    long sp = cpu.stack.peekAt(bits, 2 * size + release);
    int stackSelector = (int) cpu.stack.peekAt(bits, 3 * size + release) & 0xffff;
    Segment stack = stack(code, stackSelector);
    transfers.offsetInside(target, offset);
    tables.markAccessed(code);
    outer(target, offset, stack, sp);
    cpu.stack.drop(release);
  }

  private Segment stack(Descriptor code, int selector) {
    boolean wide = tables.longMode() && code.wide();
    return cpu.load.stack(selector, code.rpl(), wide && code.rpl() != 3, Vector.GP);
  }

  private void go(Segment target, long offset) {
    cpu.rip = offset;
    cpu.segments.set(Segment.CS, target);
    cpu.leaveBlock();
  }

  private void outer(Segment target, long offset, Segment stack, long sp) {
    go(target, offset);
    stack(stack, sp);
    cpu.load.forgetInner();
  }

  private void stack(Segment stack, long sp) {
    cpu.segments.set(Segment.SS, stack);
    long mask = cpu.segments.stackMask();
    long kept = mask == 0xffff ? cpu.r[Gpr.RSP] & ~mask : 0;
    cpu.r[Gpr.RSP] = kept | sp & mask;
  }

  /** IRET. NMIs are no longer blocked, also where it faults (SDM vol. 3, 7.7.1). */
  public void iret(int bits) {
    try {
      back(bits);
    } catch (Abandon abandon) {
      if (abandon == Abandon.FAULT) {
        cpu.events.nmiBlocked(false);
      }
      throw abandon;
    }
    cpu.events.nmiBlocked(false);
    cpu.leaveBlock();
  }

  private void back(int bits) {
    boolean nested = cpu.flags.has(Flags.NT);
    switch (cpu.control.mode()) {
      case REAL, VIRTUAL_8086 -> plain(bits);
      case PROTECTED -> {
        if (nested) {
          cpu.tasks.back(cpu.rip);
        } else if (bits == 32 && cpu.segments.cpl() == 0 && (frame(32, 2) & Flags.VM) != 0) {
          virtual();
        } else {
          toSegment(bits);
        }
      }
      default -> {
        if (nested) {
          throw cpu.fault(Vector.GP, 0);
        }
        toSegment(bits);
      }
    }
  }

  private long frame(int bits, int index) {
    return cpu.stack.peek(bits, index);
  }

  private void plain(int bits) {
    cpu.flagLoad.mayLoad(bits);
    long offset = frame(bits, 0);
    Segment target = transfers.plain((int) frame(bits, 1) & 0xffff);
    long flags = frame(bits, 2);
    cpu.flagLoad.check(flags);
    transfers.offsetInside(target, offset);
    cpu.stack.drop(3 * (bits >> 3));
    go(target, offset);
    cpu.flagLoad.load(flags, bits, true);
  }

  private void toSegment(int bits) {
    long offset = frame(bits, 0);
    int selector = (int) frame(bits, 1) & 0xffff;
    long flags = frame(bits, 2);
    Descriptor code = cpu.load.returnTo(selector);
    Segment target = code.loaded(code.rpl());
    boolean same = code.rpl() == cpu.segments.cpl();
    if (same && cpu.control.mode() != Mode.LONG_64) {
      transfers.offsetInside(target, offset);
      tables.markAccessed(code);
      cpu.stack.drop(3 * (bits >> 3));
      cpu.flagLoad.load(flags, bits, true);
      go(target, offset);
      return;
    }
    long sp = frame(bits, 3);
    Segment stack = stack(code, (int) frame(bits, 4) & 0xffff);
    transfers.offsetInside(target, offset);
    tables.markAccessed(code);
    cpu.flagLoad.load(flags, bits, true);
    if (same) {
      go(target, offset);
      stack(stack, sp);
    } else {
      outer(target, offset, stack, sp);
    }
  }

  /** To virtual-8086 mode, from CPL 0 (SDM vol. 3, 22.2.5). */
  private void virtual() {
    long offset = frame(32, 0);
    long[] fields = new long[VIRTUAL_FRAME];
    for (int i = 0; i < VIRTUAL_FRAME; i++) {
      fields[i] = frame(32, i);
    }
    Segment target = Segment.virtual8086((int) fields[1] & 0xffff);
    transfers.offsetInside(target, offset);
    cpu.flags.set(fields[2]);
    cpu.segments.set(Segment.CS, target);
    cpu.segments.set(Segment.SS, Segment.virtual8086((int) fields[4] & 0xffff));
    int[] order = {Segment.ES, Segment.DS, Segment.FS, Segment.GS};
    for (int i = 0; i < order.length; i++) {
      int selector = (int) fields[VIRTUAL_SELECTORS + i] & 0xffff;
      cpu.segments.set(order[i], Segment.virtual8086(selector));
    }
    cpu.r[Gpr.RSP] = fields[3];
    cpu.rip = offset;
  }
}
