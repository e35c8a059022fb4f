package io.github.kvmtck.vmm.device;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Ports or addresses, and what is behind them. It counts every access, so that one that was lost or
 * repeated can be seen.
 */
public final class Bus {
  private final List<Slot> slots = new ArrayList<>();
  private final SortedMap<Long, Count> counts = Collections.synchronizedSortedMap(new TreeMap<>());

  private record Slot(long from, long length, Device device) {}

  /** How often an address was read and written. */
  public record Count(long reads, long writes) {
    public static final Count NONE = new Count(0, 0);
  }

  /** Puts a device on the bus; there is no lock, so all are put there before a vCPU runs. */
  public void add(long from, long length, Device device) {
    slots.add(new Slot(from, length, device));
  }

  public List<Device> devices() {
    return slots.stream().map(Slot::device).distinct().toList();
  }

  /**
   * A read of {@code length} bytes. All of them are answered (SAVE-10): where there is no device
   * with ones, as on an open bus. Otherwise the guest would see what an earlier access left.
   */
  public byte[] read(long address, int length) {
    counts.merge(address, new Count(1, 0), Bus::sum);
    byte[] bytes = new byte[length];
    Slot slot = at(address);
    long value = -1;
    if (slot != null) {
      synchronized (slot.device) {
        value = slot.device.read(address - slot.from, length);
      }
    }
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> Byte.SIZE * i);
    }
    return bytes;
  }

  /** A write of 1 to 8 bytes. */
  public void write(long address, byte... bytes) {
    counts.merge(address, new Count(0, 1), Bus::sum);
    Slot slot = at(address);
    if (slot == null) {
      return;
    }
    long value = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes[i] & 0xffL;
    }
    synchronized (slot.device) {
      slot.device.write(address - slot.from, bytes.length, value);
    }
  }

  /** How often an address was accessed. */
  public Count count(long address) {
    return counts.getOrDefault(address, Count.NONE);
  }

  /** All addresses that were accessed. */
  public SortedMap<Long, Count> counts() {
    synchronized (counts) {
      return new TreeMap<>(counts);
    }
  }

  /** The counts, for a snapshot. */
  public void save(DataOutputStream out) throws IOException {
    SortedMap<Long, Count> all = counts();
    out.writeInt(all.size());
    for (var each : all.entrySet()) {
      out.writeLong(each.getKey());
      out.writeLong(each.getValue().reads());
      out.writeLong(each.getValue().writes());
    }
  }

  public void restore(DataInputStream in) throws IOException {
    counts.clear();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(in.readLong(), new Count(in.readLong(), in.readLong()));
    }
  }

  private @Nullable Slot at(long address) {
    for (Slot slot : slots) {
      if (address >= slot.from && address - slot.from < slot.length) {
        return slot;
      }
    }
    return null;
  }

  private static Count sum(Count a, Count b) {
    return new Count(a.reads + b.reads, a.writes + b.writes);
  }
}
