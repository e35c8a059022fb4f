package io.github.kvmtck.x86.cpu;

/** Segment descriptors in the GDT (SDM vol. 3, 3.4.5). */
final class Descriptors {
  private Descriptors() {}

  /** Loads a segment register the way the current mode does. */
  static void load(Cpu cpu, int index, int selector) {
    Mode mode = cpu.control.mode();
    if (mode == Mode.REAL || mode == Mode.VIRTUAL_8086) {
      cpu.segments.loadReal(index, selector);
      return;
    }
    if ((selector & ~3) == 0) {
      if (index == Segment.SS && mode != Mode.LONG_64) {
        throw cpu.fault(Vector.GP, 0);
      }
      cpu.segments.set(index, new Segment(selector, 0, 0, Segment.UNUSABLE));
      return;
    }
    Segment segment = read(cpu, selector);
    boolean data = (segment.attributes() & Segment.S) != 0;
    boolean code = (segment.attributes() & 8) != 0;
    boolean accessBit = (segment.attributes() & 2) != 0;
    boolean fits = index == Segment.SS ? !code && accessBit : !code || accessBit;
    if (!data || !fits) {
      throw cpu.fault(Vector.GP, selector & ~3);
    }
    if ((segment.attributes() & Segment.PRESENT) == 0) {
      throw cpu.fault(index == Segment.SS ? Vector.SS : Vector.NP, selector & ~3);
    }
    cpu.segments.set(index, segment);
  }

  /** A code segment at the current privilege, for a transfer to it. */
  static Segment code(Cpu cpu, int selector) {
    if ((selector & ~3) == 0) {
      throw cpu.fault(Vector.GP, 0);
    }
    Segment segment = read(cpu, selector);
    int wanted = Segment.S | 8;
    if ((segment.attributes() & wanted) != wanted) {
      throw cpu.fault(Vector.GP, selector & ~3);
    }
    if ((segment.attributes() & Segment.PRESENT) == 0) {
      throw cpu.fault(Vector.NP, selector & ~3);
    }
    return segment;
  }

  private static Segment read(Cpu cpu, int selector) {
    Table table = cpu.control.gdtr();
    int offset = selector & ~7;
    if ((selector & 4) != 0 || offset + 7 > table.limit()) {
      throw cpu.fault(Vector.GP, selector & ~3);
    }
    long raw = cpu.memory.loadLinear(table.base() + offset, 64);
    long base = raw >>> 16 & 0xffffff | raw >>> 32 & 0xff000000L;
    long limit = raw & 0xffff | raw >>> 32 & 0xf0000;
    int attributes = (int) (raw >>> 40) & 0xf0ff;
    boolean pages = (attributes & 1 << 15) != 0;
    return new Segment(selector, base, pages ? limit << 12 | 0xfff : limit, attributes | 1);
  }
}
