package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.api.uapi.Timers.KVM_PIT_FLAGS_HPET_LEGACY;
import static io.github.kvmtck.api.uapi.Timers.KVM_PIT_FLAGS_SPEAKER_DATA_ON;
import static io.github.kvmtck.api.uapi.Timers.PIT_CHANNEL_STATE;

import io.github.kvmtck.reference.time.GuestClock;
import java.lang.foreign.MemorySegment;

/**
 * The 8254 (arch/x86/kvm/i8254.c): three counters, of which the first drives interrupt 0 and the
 * third the speaker.
 */
public final class Pit {
  /** Ticks a second. */
  public static final int FREQUENCY = 1_193_182;

  private static final int CHANNELS = 3;
  private static final int PORT = 0x40;
  private static final int SPEAKER_PORT = 0x61;
  private static final int CONTROL = 3;
  private static final int SPEAKER = 2;

  private final GuestClock clock;
  private final PitTimer timer;
  private final boolean hasSpeaker;
  private final PitChannel[] channels = {new PitChannel(1), new PitChannel(1), new PitChannel(0)};
  private int flags;

  /**
   * The 8254 after reset: no counter counts.
   *
   * @param speaker the port of the speaker is here too (KVM_PIT_SPEAKER_DUMMY)
   */
  public Pit(GuestClock clock, PitTimer timer, boolean speaker) {
    this.clock = clock;
    this.timer = timer;
    this.hasSpeaker = speaker;
    for (int i = 0; i < CHANNELS; i++) {
      load(i, 0, false);
    }
  }

  /** Its interrupt. */
  public PitTimer timer() {
    return timer;
  }

  /** kpit_elapsed. */
  private long elapsed(int channel) {
    return channel == 0 ? timer.elapsed() : channels[channel].sinceLoaded(clock.tsc());
  }

  /**
   * kvm_pit_load_count.
   *
   * @param stops the timer stands: the HPET takes its place
   */
  private void load(int channel, int count, boolean stops) {
    channels[channel].load(count, clock.tsc());
    if (channel != 0) {
      return;
    }
    switch (stops ? -1 : channels[0].mode()) {
      case 0, 1, 4 -> start(false);
      case 2, 3 -> start(true);
      default -> timer.stop();
    }
  }

  private void start(boolean periodic) {
    if ((flags & KVM_PIT_FLAGS_HPET_LEGACY) == 0) {
      timer.start(channels[0].count(), periodic);
    }
  }

  /** Whether a port is here. */
  public boolean has(int port) {
    return (port & ~3) == PORT || hasSpeaker && port == SPEAKER_PORT;
  }

  /** A write by the guest; the lowest byte counts. */
  public synchronized void write(int port, int value) {
    int channel = port & 3;
    if (port == SPEAKER_PORT) {
      boolean on = (value & 2) != 0;
      flags = on ? flags | KVM_PIT_FLAGS_SPEAKER_DATA_ON : flags & ~KVM_PIT_FLAGS_SPEAKER_DATA_ON;
      channels[SPEAKER].gate(value & 1, clock.tsc());
    } else if (channel == CONTROL) {
      control(value);
    } else {
      int count = channels[channel].write(value & 0xff);
      if (count >= 0) {
        load(channel, count, false);
      }
    }
  }

  private void control(int word) {
    int channel = word >>> 6 & 3;
    if (channel != CONTROL) {
      channels[channel].control(word, elapsed(channel));
      return;
    }
    // The read-back command.
    for (int i = 0; i < CHANNELS; i++) {
      if ((word & 2 << i) != 0) {
        if ((word & 0x20) == 0) {
          channels[i].latchCount(elapsed(i));
        }
        if ((word & 0x10) == 0) {
          channels[i].latchStatus(elapsed(i));
        }
      }
    }
  }

  /** A read by the guest. */
  public synchronized int read(int port) {
    if (port == SPEAKER_PORT) {
      return speaker();
    }
    int channel = port & 3;
    return channel == CONTROL ? 0 : channels[channel].read(elapsed(channel));
  }

  /** The refresh clock toggles about every 15 microseconds: KVM takes 2 to the power of 14 ns. */
  private int speaker() {
    return ((flags & KVM_PIT_FLAGS_SPEAKER_DATA_ON) != 0 ? 2 : 0)
        | channels[SPEAKER].gate()
        | (channels[SPEAKER].out(elapsed(SPEAKER)) ? 0x20 : 0)
        | ((clock.tsc() >>> 14 & 1) != 0 ? 0x10 : 0);
  }

  /** KVM_GET_PIT2: the flags, and the counters into {@code out}. */
  public synchronized int save(MemorySegment out) {
    for (int i = 0; i < CHANNELS; i++) {
      channels[i].save(channel(out, i));
    }
    return flags;
  }

  /** KVM_SET_PIT: every counter starts from its count anew. */
  public synchronized void load(MemorySegment in) {
    load(in, false);
  }

  /** KVM_SET_PIT2. */
  public synchronized void load(MemorySegment in, int nextFlags) {
    boolean before = (flags & KVM_PIT_FLAGS_HPET_LEGACY) != 0;
    boolean after = (nextFlags & KVM_PIT_FLAGS_HPET_LEGACY) != 0;
    flags = nextFlags;
    load(in, !before && after);
  }

  private void load(MemorySegment in, boolean stops) {
    for (int i = 0; i < CHANNELS; i++) {
      channels[i].restore(channel(in, i));
    }
    for (int i = 0; i < CHANNELS; i++) {
      load(i, channels[i].count(), stops && i == 0);
    }
  }

  private static MemorySegment channel(MemorySegment all, int number) {
    return all.asSlice(number * PIT_CHANNEL_STATE.size(), PIT_CHANNEL_STATE.size());
  }
}
