package io.github.kvmtck.x86.lanes;

/** Two strings in registers and how they are compared (SDM vol. 2, 4.1). */
public final class Texts {
  private static final int WORDS = 1;
  private static final int SIGNED = 2;

  private final long[] first = new long[16];
  private final long[] second = new long[16];
  private final int count;
  private final int control;

  /**
   * Strings of bytes or words.
   *
   * @param control the immediate
   */
  public Texts(long low, long high, long secondLow, long secondHigh, int control) {
    this.control = control;
    int bits = (control & WORDS) == 0 ? 8 : 16;
    count = 128 / bits;
    boolean signed = (control & SIGNED) != 0;
    int half = count / 2;
    for (int i = 0; i < count; i++) {
      first[i] = element(i < half ? low : high, i % half, bits, signed);
      second[i] = element(i < half ? secondLow : secondHigh, i % half, bits, signed);
    }
  }

  private static long element(long quad, int i, int bits, boolean signed) {
    return signed ? Lanes.signed(quad, i, bits) : Lanes.unsigned(quad, i, bits);
  }

  /** How many elements a register has: 16 or 8. */
  public int count() {
    return count;
  }

  /** A length that is told, cut to what a register has. */
  public int length(long told) {
    return told >= count || told <= -count ? count : (int) Math.abs(told);
  }

  public int firstLength() {
    return untilZero(first);
  }

  public int secondLength() {
    return untilZero(second);
  }

  private int untilZero(long[] text) {
    int i = 0;
    while (i < count && text[i] != 0) {
      i++;
    }
    return i;
  }

  /** A bit for each element of the second string, polarity applied: IntRes2. */
  public int compare(int firstLength, int secondLength) {
    int result = 0;
    for (int j = 0; j < count; j++) {
      boolean holds =
          switch (control >> 2 & 3) {
            case 0 -> j < secondLength && any(firstLength, second[j]);
            case 1 -> j < secondLength && inRange(firstLength, second[j]);
            case 2 -> same(j, firstLength, secondLength);
            default -> startsAt(j, firstLength, secondLength);
          };
      boolean negated = (control & 0x10) != 0 && ((control & 0x20) == 0 || j < secondLength);
      result |= holds != negated ? 1 << j : 0;
    }
    return result;
  }

  private boolean any(int firstLength, long value) {
    for (int i = 0; i < firstLength; i++) {
      if (first[i] == value) {
        return true;
      }
    }
    return false;
  }

  /** The first string is pairs of bounds; half a pair bounds nothing. */
  private boolean inRange(int firstLength, long value) {
    for (int i = 0; i + 1 < firstLength; i += 2) {
      if (first[i] <= value && value <= first[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private boolean same(int i, int firstLength, int secondLength) {
    boolean both = i < firstLength && i < secondLength;
    return both ? first[i] == second[i] : i >= firstLength && i >= secondLength;
  }

  /** The first string stands there; what would be beyond the register is not looked at. */
  private boolean startsAt(int j, int firstLength, int secondLength) {
    for (int i = 0; i < firstLength && j + i < count; i++) {
      if (j + i >= secondLength || first[i] != second[j + i]) {
        return false;
      }
    }
    return true;
  }
}
