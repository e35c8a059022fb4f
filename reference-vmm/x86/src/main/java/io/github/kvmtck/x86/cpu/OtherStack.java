package io.github.kvmtck.x86.cpu;

/**
 * A stack that is not the current one yet: a frame is pushed to it, and it becomes the current one
 * when nothing can fault any more.
 */
final class OtherStack {
  private final Cpu cpu;
  private final Segment segment;
  private final boolean wide;
  private final Level by;
  private final int names;
  private long rsp;

  private OtherStack(Cpu cpu, Segment segment, long rsp, boolean wide, int level, int names) {
    this.cpu = cpu;
    this.segment = segment;
    this.rsp = rsp;
    this.wide = wide;
    this.by = level == 3 ? Level.USER : Level.SUPERVISOR;
    this.names = names;
  }

  /** The stack of a level that is entered; where it has no room #SS names its segment. */
  static OtherStack of(Cpu cpu, Segment segment, long rsp, int level) {
    return new OtherStack(cpu, segment, rsp, false, level, segment.selector());
  }

  /** The stack of 64-bit code. */
  static OtherStack wide(Cpu cpu, Segment segment, long rsp, int level) {
    return new OtherStack(cpu, segment, rsp, true, level, 0);
  }

  void push(int bits, long... values) {
    int length = bits >> 3;
    long mask = wide ? -1L : segment.stackMask();
    for (long value : values) {
      long sp = rsp - length & mask;
      boolean inside =
          wide
              ? cpu.control.canonical(sp) && cpu.control.canonical(sp + length - 1)
              : segment.holds(sp, length);
      if (!inside) {
        throw cpu.descriptors.fault(Vector.SS, names);
      }
      long linear = wide ? sp : segment.base() + sp & 0xffffffffL;
      cpu.memory.pieces.storeAs(linear, length, value, by);
      rsp = rsp & ~mask | sp;
    }
  }

  /** Rounds down to 16 bytes. */
  void align() {
    rsp &= ~0xfL;
  }

  /** Makes it the current stack. */
  void enter() {
    cpu.segments.set(Segment.SS, segment);
    cpu.r[Gpr.RSP] = rsp;
  }
}
