package io.github.kvmtck.x86.cpu;

/** Delivery through the IDT of protected, virtual-8086 and long mode (SDM vol. 3, 7.12 to 7.14). */
final class Gates {
  private static final int CLEARED = Flags.TF | Flags.NT | Flags.RF | Flags.VM;

  private final Cpu cpu;
  private final Descriptors tables;

  Gates(Cpu cpu) {
    this.cpu = cpu;
    this.tables = cpu.descriptors;
  }

  void enter(int vector, int code, long returnTo, Interrupts.Kind kind) {
    Descriptor gate = tables.gate(vector);
    boolean task = gate.type() == Descriptor.TASK_GATE && !tables.longMode();
    if (gate.segment() || !task && !interruptOrTrap(gate)) {
      throw tables.gateFault(Vector.GP, vector);
    }
    if (kind == Interrupts.Kind.SOFTWARE && gate.dpl() < cpu.segments.cpl()) {
      throw tables.gateFault(Vector.GP, vector);
    }
    if (!gate.present()) {
      throw tables.gateFault(Vector.NP, vector);
    }
    if (task) {
      cpu.tasks.gate(gate, Tasks.Reason.GATE, code, returnTo);
    } else {
      handler(gate, code, returnTo);
    }
  }

  private boolean interruptOrTrap(Descriptor gate) {
    return switch (gate.type()) {
      case Descriptor.INTERRUPT_GATE32, Descriptor.TRAP_GATE32 -> true;
      case Descriptor.INTERRUPT_GATE16, Descriptor.TRAP_GATE16 -> !tables.longMode();
      default -> false;
    };
  }

  private void handler(Descriptor gate, int code, long returnTo) {
    int cpl = cpu.segments.cpl();
    Descriptor target = cpu.load.handler(gate.gateSelector());
    boolean inner = !target.conforming() && target.dpl() < cpl;
    boolean virtual = cpu.control.mode() == Mode.VIRTUAL_8086;
    if (virtual && (!inner || target.dpl() != 0)) {
      throw tables.fault(Vector.GP, target.selector());
    }
    int level = inner ? target.dpl() : cpl;
    Segment segment = target.loaded(level);
    cpu.far.offsetInside(segment, gate.gateOffset());
    tables.markAccessed(target);
    if (tables.longMode()) {
      wideFrame(gate, level, code, returnTo);
    } else {
      boolean narrow = gate.type() < Descriptor.INTERRUPT_GATE32;
      frame(narrow ? 16 : 32, inner, level, code, returnTo);
    }
    boolean interrupt = (gate.type() & 1) == 0;
    cpu.flags.put(interrupt ? CLEARED | Flags.IF : CLEARED, false);
    cpu.segments.set(Segment.CS, segment);
    cpu.rip = gate.gateOffset();
    if (virtual) {
      cpu.load.forgetAll();
    }
  }

  /** Long mode pushes SS and RSP always, to a stack that is aligned (SDM vol. 3, 7.14.2). */
  private void wideFrame(Descriptor gate, int level, int code, long returnTo) {
    OtherStack stack;
    if (gate.stackTable() != 0) {
      stack = cpu.taskState.table(gate.stackTable(), level);
    } else if (level != cpu.segments.cpl()) {
      stack = cpu.taskState.inner(level);
    } else {
      Segment same = cpu.segments.get(Segment.SS);
      stack = OtherStack.wide(cpu, same, cpu.r[Gpr.RSP], level);
    }
    stack.align();
    stack.push(64, cpu.segments.selector(Segment.SS), cpu.r[Gpr.RSP]);
    pushReturn(stack, 64, code, returnTo);
    stack.enter();
  }

  private void frame(int bits, boolean inner, int level, int code, long returnTo) {
    if (!inner) {
      long flags = cpu.flags.get();
      int selector = cpu.segments.selector(Segment.CS);
      if (code == Events.NO_CODE) {
        cpu.stack.pushAll(bits, flags, selector, returnTo);
      } else {
        cpu.stack.pushAll(bits, flags, selector, returnTo, code);
      }
      return;
    }
    OtherStack stack = cpu.taskState.inner(level);
    if (cpu.control.mode() == Mode.VIRTUAL_8086) {
      stack.push(
          bits,
          cpu.segments.selector(Segment.GS),
          cpu.segments.selector(Segment.FS),
          cpu.segments.selector(Segment.DS),
          cpu.segments.selector(Segment.ES));
    }
    stack.push(bits, cpu.segments.selector(Segment.SS), cpu.r[Gpr.RSP]);
    pushReturn(stack, bits, code, returnTo);
    stack.enter();
  }

  private void pushReturn(OtherStack stack, int bits, int code, long returnTo) {
    stack.push(bits, cpu.flags.get(), cpu.segments.selector(Segment.CS), returnTo);
    if (code != Events.NO_CODE) {
      stack.push(bits, code);
    }
  }
}
