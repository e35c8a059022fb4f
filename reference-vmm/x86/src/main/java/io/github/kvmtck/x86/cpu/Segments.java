package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.Nullable;

/**
 * The segment registers. Beside each register stand the highest offset that may be read and written
 * through it, so that an access needs one comparison: -1 where nothing may, {@link Long#MAX_VALUE}
 * in 64-bit mode, where offsets are not checked against limits.
 */
public final class Segments {
  private static final int COUNT = 8;

  private final int[] selector = new int[COUNT];
  private final long[] base = new long[COUNT];
  private final long[] limit = new long[COUNT];
  private final int[] attributes = new int[COUNT];
  private final Cpu cpu;
  private final Control control;

  /** Linear base for address calculation: zero in 64-bit mode except FS and GS. */
  final long[] effectiveBase = new long[COUNT];

  final long[] readable = new long[COUNT];
  final long[] writable = new long[COUNT];

  /** Linear addresses wrap at 4 GiB outside 64-bit mode. */
  long linearMask;

  private int codeBits;
  private long stackMask;

  /** The mode for which everything derived was computed. */
  private @Nullable Mode derivedFor;

  Segments(Cpu cpu, Control control) {
    this.cpu = cpu;
    this.control = control;
  }

  public Segment get(int index) {
    return new Segment(selector[index], base[index], limit[index], attributes[index]);
  }

  /** Loads a segment register with its hidden part; nothing is checked. */
  public void set(int index, Segment segment) {
    selector[index] = segment.selector();
    base[index] = segment.base();
    limit[index] = segment.limit();
    attributes[index] = segment.attributes();
    derive(index);
    control.updateMode();
  }

  public int selector(int index) {
    return selector[index];
  }

  public long base(int index) {
    return base[index];
  }

  /** Base as the address calculation uses it in the current mode. */
  public long effectiveBase(int index) {
    return effectiveBase[index];
  }

  public long limit(int index) {
    return limit[index];
  }

  /** Highest offset from which code may be fetched. */
  public long codeLimit() {
    return codeBits == 64 ? Long.MAX_VALUE : limit[Segment.CS];
  }

  /** 16, 32 or 64: the default operand and address size. */
  public int codeBits() {
    return codeBits;
  }

  /** Which bits of RSP take part in stack operations. */
  public long stackMask() {
    return stackMask;
  }

  /** Wraps an instruction pointer to the width of {@code operandBits}. */
  public static long wrap(long rip, int operandBits) {
    return operandBits == 16 ? rip & 0xffff : operandBits == 32 ? rip & 0xffffffffL : rip;
  }

  /** MOV Sreg, POP Sreg, far pointers: by descriptor in protected mode, by value in real mode. */
  public void load(int index, long value) {
    int chosen = (int) value & 0xffff;
    switch (control.mode()) {
      case REAL -> loadReal(index, chosen);
      case VIRTUAL_8086 -> set(index, Segment.virtual8086(chosen));
      default -> {
        if (index == Segment.SS) {
          cpu.load.stack(chosen);
        } else {
          cpu.load.data(index, chosen);
        }
      }
    }
    cpu.leaveBlock();
  }

  /** LLDT and LTR; not in real and virtual-8086 mode. */
  public void loadSystem(int index, long value) {
    int chosen = (int) value & 0xffff;
    if (index == Segment.LDTR) {
      cpu.load.localTable(chosen);
    } else {
      cpu.load.task(chosen);
    }
  }

  /** Real mode: base is selector times 16, limit and rights stay. */
  void loadReal(int index, int value) {
    selector[index] = value & 0xffff;
    base[index] = (long) (value & 0xffff) << 4;
    effectiveBase[index] = base[index];
  }

  /** Current privilege level: DPL of SS, except 0 in real and 3 in virtual-8086 mode. */
  public int cpl() {
    return switch (control.mode()) {
      case REAL -> 0;
      case VIRTUAL_8086 -> 3;
      default -> attributes[Segment.SS] >> 5 & 3;
    };
  }

  /** Recomputes what is derived from the registers if the mode is another. */
  void follow(Mode mode) {
    if (mode != derivedFor) {
      derivedFor = mode;
      linearMask = mode == Mode.LONG_64 ? -1L : 0xffffffffL;
      for (int i = 0; i < COUNT; i++) {
        derive(i);
      }
    }
  }

  /** Recomputes what is derived from one register. */
  private void derive(int i) {
    boolean flat = derivedFor == Mode.LONG_64;
    if (i == Segment.CS) {
      codeBits = flat ? 64 : (attributes[i] & Segment.BIG) != 0 ? 32 : 16;
    } else if (i == Segment.SS) {
      stackMask = flat ? -1L : (attributes[i] & Segment.BIG) != 0 ? 0xffffffffL : 0xffff;
    }
    effectiveBase[i] = flat && i < Segment.FS ? 0 : base[i];
    int type = attributes[i] & 0xf;
    boolean code = (type & 8) != 0;
    boolean usable =
        (attributes[i] & Segment.UNUSABLE) == 0 && (attributes[i] & Segment.PRESENT) != 0;
    boolean direct = usable && !isExpandDown(i);
    boolean free = !checked() || i >= Segment.LDTR;
    boolean read = free || direct && (!code || (type & 2) != 0);
    boolean write = free || direct && !code && (type & 2) != 0;
    long top = flat ? Long.MAX_VALUE : limit[i];
    readable[i] = read ? top : -1;
    writable[i] = write ? top : -1;
  }

  /** Whether rights of segments are looked at. */
  private boolean checked() {
    return derivedFor == Mode.PROTECTED || derivedFor == Mode.COMPATIBILITY;
  }

  /**
   * Whether {@code offset .. offset+length-1} may be accessed although it is above {@link #limit}:
   * expand-down data (SDM vol. 3, 6.3.1). Such segments are never {@link #readable} directly.
   */
  boolean inExpandDown(int index, long offset, int length, boolean write) {
    long top = (attributes[index] & Segment.BIG) != 0 ? 0xffffffffL : 0xffff;
    return isExpandDown(index)
        && (!write || (attributes[index] & 2) != 0)
        && offset > limit[index]
        && offset + length - 1 <= top;
  }

  private boolean isExpandDown(int index) {
    int wanted = Segment.PRESENT | Segment.S | 4;
    return checked()
        && index < Segment.LDTR
        && (attributes[index] & (Segment.UNUSABLE | wanted | 8)) == wanted;
  }

  /** Access rights in the layout of {@link Segment#attributes}. */
  public int attributes(int index) {
    return attributes[index];
  }
}
