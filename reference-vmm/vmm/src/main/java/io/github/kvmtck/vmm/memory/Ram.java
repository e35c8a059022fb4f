package io.github.kvmtck.vmm.memory;

import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.uapi.Linux;
import java.util.List;

/**
 * The memory that guest physical addresses from 0 on are backed with, and the way in which the VMM
 * itself stores to it.
 *
 * <p>KVM logs what the guest writes and not what the VMM does (DIRTY-04), so every store of the VMM
 * goes through here and is noted. It is noted after the bytes are there: a page that is copied
 * before its note is taken will be copied again.
 */
public final class Ram {
  /** Where the hole of a PC is: what is there is no RAM, unless a slot is put there. */
  public static final long HOLE = 0xa0000;

  /** Where the ROM of a PC is: RAM that can be made read-only. */
  public static final long ROM = 0xf0000;

  /** The first address behind the first MiB. */
  public static final long HIGH = 0x100000;

  /** The first address that is never RAM. */
  public static final long END = 0xc000_0000L;

  private static final long ALIGNMENT = 1 << 21;

  private final HostMemory mapped;
  private final long start;
  private final long size;
  private final PageSet written = new PageSet();

  private Ram(HostMemory mapped, long start, long size) {
    this.mapped = mapped;
    this.start = start;
    this.size = size;
  }

  /**
   * Maps it so that the low 21 bits of host and guest addresses are equal, and large pages can be
   * used (SLOT-19).
   *
   * @param size in bytes, a multiple of a page, from {@link #HIGH} to {@link #END}
   */
  public static Ram map(Client client, long size) {
    HostMemory mapped = HostMemory.map(client, size + ALIGNMENT).value();
    long start = mapped.address() + ALIGNMENT - 1 & -ALIGNMENT;
    return new Ram(mapped, start, size);
  }

  /** In bytes. */
  public long size() {
    return size;
  }

  /** The address in this process of a guest physical address. */
  public long host(long gpa) {
    return start + gpa;
  }

  /** The ranges that a PC has RAM in: below the hole, above it, the ROM, and from 1 MiB on. */
  public List<Range> ranges() {
    Range low = new Range(0, HOLE);
    Range upper = new Range(0xc0000, ROM);
    Range rom = new Range(ROM, HIGH);
    return size == HIGH
        ? List.of(low, upper, rom)
        : List.of(low, upper, rom, new Range(HIGH, size));
  }

  /** Whether all bytes of a range lie in this memory. */
  public boolean has(long gpa, long length) {
    return gpa >= 0 && length >= 0 && gpa <= size - length;
  }

  /** Bytes at a guest physical address. */
  public byte[] read(long gpa, int length) {
    return mapped.client().memory().bytes(host(gpa), length);
  }

  /** Stores bytes at a guest physical address, and notes the pages. */
  public void write(long gpa, byte... bytes) {
    if (!has(gpa, bytes.length)) {
      throw new IllegalArgumentException("no RAM at 0x" + Long.toHexString(gpa));
    }
    mapped.client().memory().bytes(host(gpa), bytes);
    long last = (gpa + Math.max(bytes.length, 1) - 1) / Linux.PAGE_SIZE;
    for (long page = gpa / Linux.PAGE_SIZE; page <= last; page++) {
      written.add(page);
    }
  }

  /** The pages that the VMM has stored to since it was asked last. */
  public PageSet written() {
    return written;
  }

  /** From an address to one behind the last. */
  public record Range(long from, long to) {
    public long size() {
      return to - from;
    }

    public boolean overlaps(long gpa, long length) {
      return gpa < to && from < gpa + length;
    }
  }
}
