package io.github.kvmtck.x86.cpu;

/**
 * Task switches (SDM vol. 3, 9.3). With hardware virtualisation KVM makes them
 * (emulator_do_task_switch), and as there the T flag of the new task raises nothing.
 *
 * <p>A fault before the new task is there is one of the old task, and nothing has changed; a later
 * one is the first event of the new task.
 */
final class Tasks {
  /** Why the task is left. */
  enum Reason {
    JUMP,
    CALL,
    RETURN,
    GATE;

    /** Whether the new task will return to the old one. */
    boolean nests() {
      return this == CALL || this == GATE;
    }

    /** Whether the old task is over. */
    boolean ends() {
      return this == JUMP || this == RETURN;
    }
  }

  /**
   * Where the fields of a TSS are.
   *
   * @param bytes of a field
   * @param registers EAX, and the others in the order of their numbers
   * @param selectors ES, and the others in the order of {@link Segment}
   * @param count of these selectors
   */
  private record Layout(
      int bytes, int ip, int flags, int registers, int selectors, int count, int ldt, int limit) {
    static final Layout NARROW = new Layout(2, 0x0e, 0x10, 0x12, 0x22, 4, 0x2a, 0x2b);
    static final Layout WIDE = new Layout(4, 0x20, 0x24, 0x28, 0x48, 6, 0x60, 0x67);

    static Layout of(int type) {
      return (type & 8) != 0 ? WIDE : NARROW;
    }

    boolean hasCr3() {
      return bytes == 4;
    }
  }

  private static final int CR3 = 0x1c;
  private static final int REGISTERS = 8;

  /** What is enabled for one task only: L0 to L3, LE. */
  private static final long LOCAL_BREAKPOINTS = 0x155;

  private final Cpu cpu;

  Tasks(Cpu cpu) {
    this.cpu = cpu;
  }

  /**
   * Goes to another task.
   *
   * @param next its TSS, checked to be one, present, and available or busy as it must be
   * @param code error code for its stack, or {@link Events#NO_CODE}
   * @param returnTo where the old task will go on
   */
  void to(Descriptor next, Reason reason, int code, long returnTo) {
    Segment old = cpu.segments.get(Segment.TR);
    Segment task = SegmentLoad.busy(next.loaded(next.rpl()));
    Layout from = Layout.of(old.attributes());
    Layout to = Layout.of(next.type());
    if (next.limit() < to.limit) {
      throw cpu.descriptors.fault(Vector.TS, next.selector());
    }
    cpu.system.probe(old.base() + from.ip, from.ldt - from.ip);
    long[] state = new long[to.limit + 1];
    for (int i = to.ip; i <= to.ldt; i += to.bytes) {
      state[i] = cpu.system.load(task.base() + i, to.bytes * 8);
    }
    if (to.hasCr3()) {
      state[CR3] = cpu.system.load(task.base() + CR3, 32);
    }
    if (reason.nests()) {
      cpu.system.store(task.base(), 16, old.selector());
    }
    if (reason.ends()) {
      Descriptor left = cpu.descriptors.lookUp(old.selector());
      if (left != null) {
        cpu.descriptors.markBusy(left, false);
      }
    }
    save(old, from, reason, returnTo);
    if (reason != Reason.RETURN) {
      cpu.descriptors.markBusy(next, true);
    }
    cpu.segments.set(Segment.TR, task);
    cpu.control.cr0(cpu.control.cr0() | Control.CR0_TS);
    cpu.debug.dr7(cpu.debug.dr7() & ~LOCAL_BREAKPOINTS);
    try {
      load(to, state, reason.nests());
      if (code != Events.NO_CODE) {
        cpu.stack.push(to.bytes * 8, code);
      }
    } catch (Abandon abandon) {
      if (abandon != Abandon.FAULT) {
        throw abandon;
      }
      cpu.events.follow(cpu.events.faultVector, cpu.events.faultCode);
    }
    cpu.leaveBlock();
  }

  private void save(Segment old, Layout at, Reason reason, long returnTo) {
    int bits = at.bytes * 8;
    long flags = cpu.flags.get();
    put(old, at.ip, bits, returnTo);
    put(old, at.flags, bits, reason == Reason.RETURN ? flags & ~Flags.NT : flags);
    for (int i = 0; i < REGISTERS; i++) {
      put(old, at.registers + i * at.bytes, bits, cpu.r[i]);
    }
    for (int i = 0; i < at.count; i++) {
      put(old, at.selectors + i * at.bytes, bits, cpu.segments.selector(i));
    }
  }

  private void put(Segment task, int offset, int bits, long value) {
    cpu.system.store(task.base() + offset, bits, value);
  }

  private void load(Layout at, long[] state, boolean nested) {
    boolean paging = (cpu.control.cr0() & Control.CR0_PG) != 0;
    if (at.hasCr3() && paging && !cpu.control.load.cr3(state[CR3])) {
      throw cpu.fault(Vector.GP, 0);
    }
    cpu.rip = state[at.ip];
    cpu.flags.set(state[at.flags] | (nested ? Flags.NT : 0));
    for (int i = 0; i < REGISTERS; i++) {
      cpu.r[i] = state[at.registers + i * at.bytes];
    }
    int[] selectors = new int[Segment.LDTR + 1];
    for (int i = 0; i < at.count; i++) {
      selectors[i] = (int) state[at.selectors + i * at.bytes] & 0xffff;
    }
    selectors[Segment.LDTR] = (int) state[at.ldt] & 0xffff;
    segments(selectors);
  }

  /** Selectors come first: what then faults finds the level that CS asks for. */
  private void segments(int[] selectors) {
    boolean virtual = cpu.flags.has(Flags.VM);
    int level = virtual ? 3 : selectors[Segment.CS] & 3;
    for (int i = 0; i < selectors.length; i++) {
      int rights = i == Segment.SS ? Segment.UNUSABLE | level << 5 : Segment.UNUSABLE;
      cpu.segments.set(i, new Segment(selectors[i], 0, 0, rights));
    }
    cpu.load.localTable(selectors[Segment.LDTR], Vector.TS, Vector.TS);
    if (virtual) {
      for (int i = Segment.ES; i <= Segment.GS; i++) {
        cpu.segments.set(i, Segment.virtual8086(selectors[i]));
      }
      return;
    }
    cpu.load.code(selectors[Segment.CS]);
    Segment stack = cpu.load.stack(selectors[Segment.SS], level, false, Vector.TS);
    cpu.segments.set(Segment.SS, stack);
    for (int i : new int[] {Segment.ES, Segment.DS, Segment.FS, Segment.GS}) {
      cpu.load.data(i, selectors[i], level, Vector.TS);
    }
  }

  /** Through a task gate whose own checks have passed. */
  void gate(Descriptor gate, Reason reason, int code, long returnTo) {
    int selector = gate.gateSelector();
    if (Descriptors.isNull(selector) || Descriptors.local(selector)) {
      throw cpu.descriptors.fault(Vector.GP, selector);
    }
    Descriptor next = cpu.descriptors.find(selector, Vector.GP);
    if (!next.availableTss()) {
      throw cpu.descriptors.fault(Vector.GP, selector);
    }
    if (!next.present()) {
      throw cpu.descriptors.fault(Vector.NP, selector);
    }
    to(next, reason, code, returnTo);
  }

  /** IRET with NT: back to the task that the link names. */
  void back(long returnTo) {
    Segment task = cpu.segments.get(Segment.TR);
    int selector = (int) cpu.system.load(task.base(), 16);
    if (Descriptors.isNull(selector) || Descriptors.local(selector)) {
      throw cpu.descriptors.fault(Vector.TS, selector);
    }
    Descriptor next = cpu.descriptors.find(selector, Vector.TS);
    if (!next.busyTss()) {
      throw cpu.descriptors.fault(Vector.TS, selector);
    }
    if (!next.present()) {
      throw cpu.descriptors.fault(Vector.NP, selector);
    }
    to(next, Reason.RETURN, Events.NO_CODE, returnTo);
  }
}
