package io.github.kvmtck.reference.guests;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The rounds that one emulator has made of one guest, and the processor time that they took: unlike
 * the time on the wall it says little about what else the machine does.
 */
final class Rounds {
  private static final int RECORD = Image.MARK.length() + Long.BYTES;
  private static final long STRETCH = 300_000_000;

  private final LongSupplier processorTime;
  private final StringBuilder told = new StringBuilder();
  private final List<Long> sums = new ArrayList<>();
  private int begunAt;
  private long begun;
  private double best = Double.POSITIVE_INFINITY;

  /**
   * No rounds yet.
   *
   * @param processorTime what the emulator has used so far, in nanoseconds
   */
  Rounds(LongSupplier processorTime) {
    this.processorTime = processorTime;
  }

  /**
   * A byte came from {@link Image#PORT}; what comes before the first mark is not the guest's.
   *
   * @param behind whether more has been told already: no moment to look at a clock
   */
  void told(int value, boolean behind) {
    told.append((char) (value & 0xff));
    int begin = told.length() - RECORD;
    if (begin >= 0 && told.indexOf(Image.MARK, begin) == begin) {
      long sum = 0;
      for (int i = RECORD - 1; i >= Image.MARK.length(); i--) {
        sum = sum << 8 | told.charAt(begin + i);
      }
      sums.add(sum);
      told.setLength(0);
      if (!behind) {
        look(processorTime.getAsLong());
      }
    }
  }

  private void look(long now) {
    if (begun == 0 || now - begun >= STRETCH) {
      if (begun != 0) {
        best = Math.min(best, (double) (now - begun) / (sums.size() - begunAt));
      }
      begun = now;
      begunAt = sums.size();
    }
  }

  /** Whether a stretch of rounds was timed. */
  boolean timed() {
    return best != Double.POSITIVE_INFINITY;
  }

  /** The sum of every round, in order. */
  List<Long> sums() {
    return sums;
  }

  /** Nanoseconds of a round in the fastest stretch of rounds. */
  double best() {
    return best;
  }
}
