package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.api.uapi.Timers.PIT_CHANNEL_STATE;

import java.lang.foreign.MemorySegment;

/** One counter of the 8254 (struct kvm_kpit_channel_state), which counts in guest time. */
final class PitChannel {
  /** How a count is read and written: its high byte, or both in turn; else its low byte. */
  private static final int HIGH = 2;

  private static final int BOTH = 3;
  private static final int BOTH_SECOND = 4;

  private static final long NANOS = 1_000_000_000;
  private static final int DISABLED = 0xff;

  private int count;
  private int latchedCount;
  private int countLatched;
  private boolean statusLatched;
  private int status;
  private int readState;
  private int writeState;
  private int writeLatch;
  private int readWrite;
  private int mode = DISABLED;
  private boolean bcd;
  private int gate;
  private long loaded;

  PitChannel(int gate) {
    this.gate = gate;
  }

  int count() {
    return count;
  }

  int mode() {
    return mode;
  }

  int gate() {
    return gate;
  }

  /** pit_set_gate: a rising edge starts the modes anew that it triggers. */
  void gate(int value, long now) {
    boolean triggers = mode == 1 || mode == 2 || mode == 3 || mode == 5;
    if (triggers && gate < value) {
      loaded = now;
    }
    gate = value;
  }

  /** The count from which it counts down; 0 is the largest. */
  void load(int value, long now) {
    count = value == 0 ? 0x10000 : value;
    loaded = now;
  }

  /** Since the counter was loaded, for a counter that has no timer. */
  long sinceLoaded(long now) {
    return now - loaded;
  }

  /** Ticks of the 8254's clock in a time. */
  private static long ticks(long nanos) {
    return nanos / NANOS * Pit.FREQUENCY + nanos % NANOS * Pit.FREQUENCY / NANOS;
  }

  /** pit_get_count. */
  private int counter(long elapsed) {
    long ticks = ticks(elapsed);
    return switch (mode) {
      case 0, 1, 4, 5 -> (int) (count - ticks) & 0xffff;
      case 3 -> (int) (count - 2 * ticks % count);
      default -> (int) (count - ticks % count);
    };
  }

  /** pit_get_out: the level of OUT. */
  boolean out(long elapsed) {
    long ticks = ticks(elapsed);
    return switch (mode) {
      case 1 -> ticks < count;
      case 2 -> ticks % count == 0 && ticks != 0;
      case 3 -> ticks % count < count + 1 >> 1;
      case 4, 5 -> ticks == count;
      default -> ticks >= count;
    };
  }

  /** A control word for this counter. */
  void control(int word, long elapsed) {
    int access = word >>> 4 & 3;
    if (access == 0) {
      latchCount(elapsed);
      return;
    }
    readWrite = access;
    readState = access;
    writeState = access;
    int asked = word >>> 1 & 7;
    mode = asked > 5 ? asked - 4 : asked;
    bcd = (word & 1) != 0;
  }

  /** A second latch before the first is read is ignored. */
  void latchCount(long elapsed) {
    if (countLatched == 0) {
      latchedCount = counter(elapsed) & 0xffff;
      countLatched = readWrite;
    }
  }

  /** The null count bit is never set. */
  void latchStatus(long elapsed) {
    if (!statusLatched) {
      status = (out(elapsed) ? 0x80 : 0) | readWrite << 4 | mode << 1 | (bcd ? 1 : 0);
      statusLatched = true;
    }
  }

  /**
   * A byte of the count is written.
   *
   * @return the whole count; less than 0 while the other byte is awaited
   */
  int write(int value) {
    switch (writeState) {
      case HIGH -> {
        return value << 8;
      }
      case BOTH -> {
        writeLatch = value;
        writeState = BOTH_SECOND;
        return -1;
      }
      case BOTH_SECOND -> {
        writeState = BOTH;
        return writeLatch | value << 8;
      }
      default -> {
        return value;
      }
    }
  }

  int read(long elapsed) {
    if (statusLatched) {
      statusLatched = false;
      return status & 0xff;
    }
    if (countLatched != 0) {
      return readLatched();
    }
    int now = counter(elapsed);
    switch (readState) {
      case HIGH -> {
        return now >>> 8 & 0xff;
      }
      case BOTH -> {
        readState = BOTH_SECOND;
        return now & 0xff;
      }
      case BOTH_SECOND -> {
        readState = BOTH;
        return now >>> 8 & 0xff;
      }
      default -> {
        return now & 0xff;
      }
    }
  }

  private int readLatched() {
    boolean high = countLatched == HIGH;
    countLatched = countLatched == BOTH ? HIGH : 0;
    return high ? latchedCount >>> 8 : latchedCount & 0xff;
  }

  /** struct kvm_pit_channel_state. */
  void save(MemorySegment out) {
    put(out, "count", count);
    put(out, "latched_count", latchedCount);
    put(out, "count_latched", countLatched);
    put(out, "status_latched", statusLatched ? 1 : 0);
    put(out, "status", status);
    put(out, "read_state", readState);
    put(out, "write_state", writeState);
    put(out, "write_latch", writeLatch);
    put(out, "rw_mode", readWrite);
    put(out, "mode", mode);
    put(out, "bcd", bcd ? 1 : 0);
    put(out, "gate", gate);
    put(out, "count_load_time", loaded);
  }

  void restore(MemorySegment in) {
    count = (int) of(in, "count");
    latchedCount = (int) of(in, "latched_count");
    countLatched = (int) of(in, "count_latched");
    statusLatched = of(in, "status_latched") != 0;
    status = (int) of(in, "status");
    readState = (int) of(in, "read_state");
    writeState = (int) of(in, "write_state");
    writeLatch = (int) of(in, "write_latch");
    readWrite = (int) of(in, "rw_mode");
    mode = (int) of(in, "mode");
    bcd = of(in, "bcd") != 0;
    gate = (int) of(in, "gate");
    loaded = of(in, "count_load_time");
  }

  private static void put(MemorySegment out, String field, long value) {
    PIT_CHANNEL_STATE.set(out, field, value);
  }

  private static long of(MemorySegment in, String field) {
    return PIT_CHANNEL_STATE.get(in, field);
  }
}
