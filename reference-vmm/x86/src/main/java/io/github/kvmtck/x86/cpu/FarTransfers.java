package io.github.kvmtck.x86.cpu;

/**
 * Far jumps and calls (SDM vol. 2, JMP and CALL; vol. 3, 6.8). Nothing has changed when one faults.
 */
public final class FarTransfers {
  private final Cpu cpu;
  private final Descriptors tables;

  FarTransfers(Cpu cpu) {
    this.cpu = cpu;
    this.tables = cpu.descriptors;
  }

  /** JMP to another segment, a call gate, a TSS or a task gate. */
  public void jump(int selector, long offset) {
    if (direct()) {
      enter(plain(selector), offset);
      return;
    }
    Descriptor found = find(selector);
    if (found.segment()) {
      Segment target = cpu.load.sameLevel(found);
      offsetInside(target, offset);
      tables.markAccessed(found);
      enter(target, offset);
      return;
    }
    if (isCallGate(found)) {
      throughGate(found, false);
    } else {
      task(found, Tasks.Reason.JUMP);
    }
  }

  /**
   * CALL to the same.
   *
   * @param bits of what is pushed, where no gate says it
   */
  public void call(int selector, long offset, int bits) {
    if (direct()) {
      Segment target = plain(selector);
      offsetInside(target, offset);
      cpu.stack.pushAll(bits, cpu.segments.selector(Segment.CS), cpu.rip);
      enter(target, offset);
      return;
    }
    Descriptor found = find(selector);
    if (found.segment()) {
      Segment target = cpu.load.sameLevel(found);
      offsetInside(target, offset);
      tables.markAccessed(found);
      cpu.stack.pushAll(bits, cpu.segments.selector(Segment.CS), cpu.rip);
      enter(target, offset);
      return;
    }
    if (isCallGate(found)) {
      throughGate(found, true);
    } else {
      task(found, Tasks.Reason.CALL);
    }
  }

  private Descriptor find(int selector) {
    if (Descriptors.isNull(selector)) {
      throw tables.fault(Vector.GP, 0);
    }
    return tables.find(selector, Vector.GP);
  }

  /** Whether selectors are bases: real and virtual-8086 mode. */
  boolean direct() {
    Mode mode = cpu.control.mode();
    return mode == Mode.REAL || mode == Mode.VIRTUAL_8086;
  }

  /** What a transfer in real or virtual-8086 mode loads: limit and rights stay. */
  Segment plain(int selector) {
    Segment old = cpu.segments.get(Segment.CS);
    return new Segment(selector, (long) selector << 4, old.limit(), old.attributes());
  }

  /** An instruction pointer beyond its segment, or not canonical, is #GP. */
  void offsetInside(Segment target, long offset) {
    boolean wide = tables.longMode() && (target.attributes() & Segment.LONG) != 0;
    if (wide ? !cpu.control.canonical(offset) : offset > target.limit()) {
      throw tables.fault(Vector.GP, 0);
    }
  }

  private void enter(Segment target, long offset) {
    offsetInside(target, offset);
    cpu.rip = offset;
    cpu.segments.set(Segment.CS, target);
    cpu.leaveBlock();
  }

  private boolean isCallGate(Descriptor found) {
    return found.type() == Descriptor.CALL_GATE32
        || found.type() == Descriptor.CALL_GATE16 && !tables.longMode();
  }

  /** What a gate or TSS asks of who names it. */
  private void mayName(Descriptor found) {
    if (found.dpl() < cpu.segments.cpl() || found.rpl() > found.dpl()) {
      throw tables.fault(Vector.GP, found.selector());
    }
  }

  private void task(Descriptor found, Tasks.Reason reason) {
    boolean gate = found.type() == Descriptor.TASK_GATE;
    if (tables.longMode() || !gate && !found.availableTss()) {
      throw tables.fault(Vector.GP, found.selector());
    }
    mayName(found);
    if (!found.present()) {
      throw tables.fault(Vector.NP, found.selector());
    }
    if (gate) {
      cpu.tasks.gate(found, reason, Events.NO_CODE, cpu.rip);
    } else if (Descriptors.local(found.selector())) {
      throw tables.fault(Vector.GP, found.selector());
    } else {
      cpu.tasks.to(found, reason, Events.NO_CODE, cpu.rip);
    }
  }

  private void throughGate(Descriptor gate, boolean call) {
    int cpl = cpu.segments.cpl();
    mayName(gate);
    if (gate.malformed()) {
      throw tables.fault(Vector.GP, gate.selector());
    }
    if (!gate.present()) {
      throw tables.fault(Vector.NP, gate.selector());
    }
    Descriptor code = cpu.load.handler(gate.gateSelector());
    boolean inner = !code.conforming() && code.dpl() < cpl;
    if (inner && !call) {
      throw tables.fault(Vector.GP, code.selector());
    }
    Segment target = code.loaded(inner ? code.dpl() : cpl);
    offsetInside(target, gate.gateOffset());
    tables.markAccessed(code);
    int bits = tables.longMode() ? 64 : gate.type() == Descriptor.CALL_GATE32 ? 32 : 16;
    if (inner) {
      innerFrame(gate, code.dpl(), bits);
    } else if (call) {
      cpu.stack.pushAll(bits, cpu.segments.selector(Segment.CS), cpu.rip);
    }
    enter(target, gate.gateOffset());
  }

  /** SDM vol. 3, 6.8.5: old stack, copied parameters, return address. */
  private void innerFrame(Descriptor gate, int level, int bits) {
    OtherStack stack = cpu.taskState.inner(level);
    stack.push(bits, cpu.segments.selector(Segment.SS), cpu.r[Gpr.RSP]);
    int parameters = bits == 64 ? 0 : gate.parameters();
    for (int i = parameters - 1; i >= 0; i--) {
      stack.push(bits, cpu.stack.peek(bits, i));
    }
    stack.push(bits, cpu.segments.selector(Segment.CS), cpu.rip);
    stack.enter();
  }
}
