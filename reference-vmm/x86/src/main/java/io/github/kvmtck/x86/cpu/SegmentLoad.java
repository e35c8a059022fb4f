package io.github.kvmtck.x86.cpu;

/**
 * Loading segment registers in protected and long mode, with every check (SDM vol. 2, MOV, LLDT and
 * LTR; in the order of __load_segment_descriptor).
 */
final class SegmentLoad {
  private static final int[] DATA = {Segment.ES, Segment.DS, Segment.FS, Segment.GS};
  private static final Segment NULL = new Segment(0, 0, 0, Segment.UNUSABLE);

  private final Cpu cpu;
  private final Descriptors tables;

  SegmentLoad(Cpu cpu) {
    this.cpu = cpu;
    this.tables = cpu.descriptors;
  }

  /** DS, ES, FS or GS. */
  void data(int index, int selector) {
    data(index, selector, cpu.segments.cpl(), Vector.GP);
  }

  /**
   * DS, ES, FS or GS for code of a level.
   *
   * @param vector what a descriptor that does not do raises: #GP, or #TS in a task switch
   */
  void data(int index, int selector, int cpl, int vector) {
    if (Descriptors.isNull(selector)) {
      cpu.segments.set(index, new Segment(selector, 0, 0, Segment.UNUSABLE));
      return;
    }
    Descriptor found = tables.find(selector, vector);
    boolean allowed = found.conforming() || found.rpl() <= found.dpl() && cpl <= found.dpl();
    if (!found.readable() || !allowed) {
      throw tables.fault(vector, selector);
    }
    if (!found.present()) {
      throw tables.fault(Vector.NP, selector);
    }
    tables.markAccessed(found);
    cpu.segments.set(index, found.loaded(selector & 3));
  }

  /** SS by an instruction at the current level. */
  void stack(int selector) {
    int cpl = cpu.segments.cpl();
    boolean mayBeNull = cpu.control.mode() == Mode.LONG_64 && cpl < 3;
    cpu.segments.set(Segment.SS, stack(selector, cpl, mayBeNull, Vector.GP));
  }

  /**
   * What SS becomes for code of a level; it is marked as accessed, and nothing else changes.
   *
   * @param mayBeNull the code is 64-bit and not at level 3
   * @param vector what is raised: #GP, or #TS where the selector comes from a TSS
   */
  Segment stack(int selector, int level, boolean mayBeNull, int vector) {
    if (Descriptors.isNull(selector)) {
      if (!mayBeNull || (selector & 3) != level) {
        throw tables.fault(vector, 0);
      }
      return nullStack(level);
    }
    Descriptor found = tables.find(selector, vector);
    if (found.rpl() != level || !found.writable() || found.dpl() != level) {
      throw tables.fault(vector, selector);
    }
    if (!found.present()) {
      throw tables.fault(Vector.SS, selector);
    }
    tables.markAccessed(found);
    return found.loaded(level);
  }

  /** A code segment that is entered at the current level: JMP and CALL. */
  Segment sameLevel(Descriptor found) {
    int cpl = cpu.segments.cpl();
    boolean allowed =
        found.conforming() ? found.dpl() <= cpl : found.rpl() <= cpl && found.dpl() == cpl;
    if (!found.code() || !allowed) {
      throw tables.fault(Vector.GP, found.selector());
    }
    return executable(found, Vector.GP).loaded(cpl);
  }

  /** The code segment that a gate names: of the current level or an inner one. */
  Descriptor handler(int selector) {
    if (Descriptors.isNull(selector)) {
      throw tables.fault(Vector.GP, 0);
    }
    Descriptor found = tables.find(selector, Vector.GP);
    boolean wrongWidth = tables.longMode() && !found.wide();
    if (!found.code() || found.dpl() > cpu.segments.cpl() || wrongWidth) {
      throw tables.fault(Vector.GP, selector);
    }
    return executable(found, Vector.GP);
  }

  /** The code segment that a far return names: of the current level or an outer one. */
  Descriptor returnTo(int selector) {
    if (Descriptors.isNull(selector)) {
      throw tables.fault(Vector.GP, 0);
    }
    Descriptor found = tables.find(selector, Vector.GP);
    if (found.rpl() < cpu.segments.cpl() || !codeOf(found)) {
      throw tables.fault(Vector.GP, selector);
    }
    return executable(found, Vector.GP);
  }

  /** CS of a new task. */
  void code(int selector) {
    if (Descriptors.isNull(selector)) {
      throw tables.fault(Vector.TS, 0);
    }
    Descriptor found = tables.find(selector, Vector.TS);
    if (!codeOf(found)) {
      throw tables.fault(Vector.TS, selector);
    }
    tables.markAccessed(executable(found, Vector.TS));
    cpu.segments.set(Segment.CS, found.loaded(found.rpl()));
  }

  /** Code that runs at the level that its selector asks for. */
  private static boolean codeOf(Descriptor found) {
    boolean level = found.conforming() ? found.dpl() <= found.rpl() : found.dpl() == found.rpl();
    return found.code() && level;
  }

  /** Not both 64-bit and 32-bit, and present. */
  private Descriptor executable(Descriptor found, int vector) {
    if (tables.longMode() && found.wide() && found.big()) {
      throw tables.fault(vector, found.selector());
    }
    if (!found.present()) {
      throw tables.fault(Vector.NP, found.selector());
    }
    return found;
  }

  /** What code of an outer level may not use any longer becomes null (SDM vol. 2, RET). */
  void forgetInner() {
    int cpl = cpu.segments.cpl();
    for (int i : DATA) {
      int rights = cpu.segments.attributes(i);
      boolean conforming = (rights & (Segment.S | 0xc)) == (Segment.S | 0xc);
      if (!conforming && (rights >> 5 & 3) < cpl) {
        cpu.segments.set(i, NULL);
      }
    }
  }

  /** The segments of virtual-8086 mode are none of protected mode. */
  void forgetAll() {
    for (int i : DATA) {
      cpu.segments.set(i, NULL);
    }
  }

  /** SS of 64-bit code: its privilege level is that of the code. */
  static Segment nullStack(int level) {
    return new Segment(level, 0, 0, Segment.UNUSABLE | level << 5);
  }

  /** LLDT. */
  void localTable(int selector) {
    localTable(selector, Vector.GP, Vector.NP);
  }

  /** LDTR; in a task switch everything is #TS. */
  void localTable(int selector, int vector, int absent) {
    if (Descriptors.isNull(selector)) {
      cpu.segments.set(Segment.LDTR, new Segment(selector, 0, 0, Segment.UNUSABLE));
      return;
    }
    if (Descriptors.local(selector)) {
      throw tables.fault(vector, selector);
    }
    Descriptor found = tables.find(selector, vector);
    if (found.segment() || found.type() != Descriptor.LDT) {
      throw tables.fault(vector, selector);
    }
    if (!found.present()) {
      throw tables.fault(absent, selector);
    }
    cpu.segments.set(Segment.LDTR, canonical(found));
  }

  /** LTR: the TSS becomes busy. */
  void task(int selector) {
    if (Descriptors.isNull(selector)) {
      throw tables.fault(Vector.GP, 0);
    }
    if (Descriptors.local(selector)) {
      throw tables.fault(Vector.GP, selector);
    }
    Descriptor found = tables.find(selector, Vector.GP);
    boolean narrow = found.type() == Descriptor.TSS16;
    if (!found.availableTss() || narrow && tables.longMode()) {
      throw tables.fault(Vector.GP, selector);
    }
    if (!found.present()) {
      throw tables.fault(Vector.NP, selector);
    }
    if (tables.longMode() && found.malformed()) {
      throw tables.fault(Vector.GP, selector);
    }
    Segment loaded = canonical(found);
    tables.markBusy(found, true);
    cpu.segments.set(Segment.TR, busy(loaded));
  }

  static Segment busy(Segment tss) {
    int attributes = tss.attributes() | Descriptor.BUSY;
    return new Segment(tss.selector(), tss.base(), tss.limit(), attributes);
  }

  private Segment canonical(Descriptor system) {
    Segment loaded = system.loaded(system.rpl());
    if (tables.longMode() && !cpu.control.canonical(loaded.base())) {
      throw tables.fault(Vector.GP, system.selector());
    }
    return loaded;
  }
}
