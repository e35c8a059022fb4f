package io.github.kvmtck.x86.fp;

import java.util.List;

/** Rounding modes in the order in which the RC fields encode them (SDM vol. 1, table 4-8). */
public enum Rounding {
  NEAREST,
  DOWN,
  UP,
  TO_ZERO;

  private static final List<Rounding> ENCODED = List.of(values());

  /** The mode that the two bits of an RC field say. */
  public static Rounding of(int rc) {
    return ENCODED.get(rc & 3);
  }

  /**
   * Whether a magnitude grows when its lowest bits are cut.
   *
   * @param odd the lowest bit that is kept
   * @param rest what is cut, left-aligned; anything below is a one in its lowest bit
   */
  boolean grows(boolean negative, boolean odd, long rest) {
    return switch (this) {
      case NEAREST -> rest < 0 && (rest != Long.MIN_VALUE || odd);
      case DOWN -> negative && rest != 0;
      case UP -> !negative && rest != 0;
      case TO_ZERO -> false;
    };
  }
}
