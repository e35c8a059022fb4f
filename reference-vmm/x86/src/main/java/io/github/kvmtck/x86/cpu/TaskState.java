package io.github.kvmtck.x86.cpu;

/** What the processor looks up in the task-state segment while a task runs (SDM vol. 3, 9.2). */
public final class TaskState {
  /** ESP0 and SS0, or RSP0; those of the other levels follow. */
  private static final int STACKS = 4;

  private static final int STACKS16 = 2;

  /** IST1; six others follow. */
  private static final int INTERRUPT_STACKS = 0x24;

  private static final int IO_MAP_BASE = 0x66;
  private static final int REDIRECTION_BYTES = 32;
  private static final int WIDE_TYPE = 8;

  private final Cpu cpu;

  TaskState(Cpu cpu) {
    this.cpu = cpu;
  }

  /** The stack for code of a lower privilege level than the current one. */
  OtherStack inner(int level) {
    Segment task = cpu.segments.get(Segment.TR);
    if (cpu.descriptors.longMode()) {
      return wide(task, SegmentLoad.nullStack(level), STACKS + 8 * level, level);
    }
    boolean narrow = (task.attributes() & WIDE_TYPE) == 0;
    int bytes = narrow ? 2 : 4;
    int offset = narrow ? STACKS16 + 4 * level : STACKS + 8 * level;
    inside(task, offset, bytes + 2);
    long sp = cpu.system.load(task.base() + offset, bytes * 8);
    int selector = (int) cpu.system.load(task.base() + offset + bytes, 16);
    Segment stack = cpu.load.stack(selector, level, false, Vector.TS);
    return OtherStack.of(cpu, stack, sp, level);
  }

  /** The stack that a gate of long mode names; SS is null where the level is another one. */
  OtherStack table(int index, int level) {
    boolean same = level == cpu.segments.cpl();
    Segment stack = same ? cpu.segments.get(Segment.SS) : SegmentLoad.nullStack(level);
    int offset = INTERRUPT_STACKS + 8 * (index - 1);
    return wide(cpu.segments.get(Segment.TR), stack, offset, level);
  }

  private OtherStack wide(Segment task, Segment stack, int offset, int level) {
    inside(task, offset, 8);
    long rsp = cpu.system.load(task.base() + offset, 64);
    if (!cpu.control.canonical(rsp)) {
      throw cpu.descriptors.fault(Vector.SS, 0);
    }
    return OtherStack.wide(cpu, stack, rsp, level);
  }

  private void inside(Segment task, int offset, int length) {
    if (offset + length - 1 > task.limit()) {
      throw cpu.descriptors.fault(Vector.TS, task.selector());
    }
  }

  /**
   * Whether the task handles INT n by itself in virtual-8086 mode: a bit in the 32 bytes below the
   * I/O permission bitmap is clear (SDM vol. 3, 22.3.2).
   *
   * @throws Abandon with #GP(0) where the TSS does not have it
   */
  boolean redirects(int vector) {
    Segment task = cpu.segments.get(Segment.TR);
    if (task.limit() <= IO_MAP_BASE) {
      throw cpu.fault(Vector.GP, 0);
    }
    long map = cpu.system.load(task.base() + IO_MAP_BASE, 16);
    long at = map - REDIRECTION_BYTES + vector / 8;
    if (at < 0 || at > task.limit()) {
      throw cpu.fault(Vector.GP, 0);
    }
    return (cpu.system.load(task.base() + at, 8) >> (vector & 7) & 1) == 0;
  }

  /** Whether the I/O permission bitmap lets a port be used (SDM vol. 1, 19.5.2). */
  public boolean allows(int port, int size) {
    Segment task = cpu.segments.get(Segment.TR);
    int wanted = Segment.PRESENT | WIDE_TYPE;
    if ((task.attributes() & wanted) != wanted || task.limit() <= IO_MAP_BASE) {
      return false;
    }
    long map = cpu.system.load(task.base() + IO_MAP_BASE, 16) + port / 8;
    // Always two bytes, since a port may begin at the end of one.
    if (map + 1 > task.limit()) {
      return false;
    }
    long bits = cpu.system.load(task.base() + map, 16) >>> (port & 7);
    return (bits & (1L << size) - 1) == 0;
  }
}
