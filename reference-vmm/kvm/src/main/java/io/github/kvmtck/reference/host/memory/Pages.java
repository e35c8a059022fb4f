package io.github.kvmtck.reference.host.memory;

/** Page arithmetic. */
public final class Pages {
  public static final int SHIFT = 12;
  public static final int SIZE = 1 << SHIFT;

  private Pages() {}

  public static boolean aligned(long value) {
    return (value & SIZE - 1) == 0;
  }

  public static long up(long value) {
    return value + SIZE - 1 & -SIZE;
  }

  public static long down(long value) {
    return value & -SIZE;
  }

  /** The number of the page that holds {@code offset}; for offsets inside one mapping. */
  static int index(long offset) {
    return (int) (offset >>> SHIFT);
  }
}
