package io.github.kvmtck.x86.cpu;

/**
 * Alignment checks of what users access: CR0.AM and RFLAGS.AC at CPL 3 (SDM vol. 3, 7.15, vector 17
 * and table 7-7). While they are on nothing of data is kept in {@link Views}, so that every access
 * is looked at here; while they are off they cost nothing.
 */
public final class Alignment {
  /** Wider data names its alignment itself. */
  private static final int QUADWORD = 8;

  private final Cpu cpu;
  private final Views views;

  Alignment(Cpu cpu, Views views) {
    this.cpu = cpu;
    this.views = views;
  }

  /** An access of 1, 2, 4 or 8 bytes at a linear address; others are not looked at. */
  void check(long linear, int length) {
    if (views.alignmentChecked() && length <= QUADWORD && (length & length - 1) == 0) {
      require(linear, length);
    }
  }

  /** Raises #AC where a linear address is no multiple of {@code size}, and that is checked. */
  void require(long linear, int size) {
    if (views.alignmentChecked() && (linear & size - 1) != 0) {
      throw cpu.fault(Vector.AC, 0);
    }
  }

  /**
   * Data at an offset that is accessed in other parts than its type says; what segments and
   * canonical addresses have against its first byte comes first.
   */
  public void require(int segment, long offset, int size) {
    if (views.alignmentChecked()) {
      long linear = cpu.memory.check(segment, offset, 1, false);
      require(linear, size);
    }
  }
}
