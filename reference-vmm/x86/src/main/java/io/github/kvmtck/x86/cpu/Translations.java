package io.github.kvmtck.x86.cpu;

import java.util.Arrays;

/**
 * Linear pages whose host address is at hand, apart for reads and for writes. A page that must be
 * looked at on every access is never in here: a device, a read-only slot, a watched page.
 */
public final class Translations {
  static final long PAGE = ~0xfffL;
  static final int ENTRIES = 512;

  /** No linear page has this tag: it is not page-aligned. */
  private static final long EMPTY = 1;

  final long[] readTag = new long[ENTRIES];
  final long[] writeTag = new long[ENTRIES];
  final long[] readHost = new long[ENTRIES];
  final long[] writeHost = new long[ENTRIES];

  private final Segments segments;

  Translations(Segments segments) {
    this.segments = segments;
  }

  void flush() {
    Arrays.fill(readTag, EMPTY);
    Arrays.fill(writeTag, EMPTY);
  }

  void keepForReading(long linear, long host) {
    int i = (int) (linear >>> 12) & ENTRIES - 1;
    readTag[i] = linear & PAGE;
    readHost[i] = host - (linear & PAGE);
  }

  void keepForWriting(long linear, long host) {
    int i = (int) (linear >>> 12) & ENTRIES - 1;
    writeTag[i] = linear & PAGE;
    writeHost[i] = host - (linear & PAGE);
  }

  /**
   * Host address of a read, or {@link Bus#NOT_RAM} where it is not at hand or crosses a page. The
   * masks are of a shape in which the JIT sees that no index is out of bounds.
   */
  public long toRead(long linear, int length) {
    int i = (int) (linear >>> 12) & readTag.length - 1;
    if ((linear + length - 1 & PAGE) != readTag[i]) {
      return Bus.NOT_RAM;
    }
    return linear + readHost[(int) (linear >>> 12) & readHost.length - 1];
  }

  /** As {@link #toRead}, of a write. */
  public long toWrite(long linear, int length) {
    int i = (int) (linear >>> 12) & writeTag.length - 1;
    if ((linear + length - 1 & PAGE) != writeTag[i]) {
      return Bus.NOT_RAM;
    }
    return linear + writeHost[(int) (linear >>> 12) & writeHost.length - 1];
  }

  /** As {@link #toRead}, by segment and offset; also where the segment does not allow it. */
  public long toRead(int s, long offset, int length) {
    return offset + length - 1 <= segments.readable[s]
        ? toRead(segments.effectiveBase[s] + offset & segments.linearMask, length)
        : Bus.NOT_RAM;
  }

  /** As {@link #toWrite}, by segment and offset; also where the segment does not allow it. */
  public long toWrite(int s, long offset, int length) {
    return offset + length - 1 <= segments.writable[s]
        ? toWrite(segments.effectiveBase[s] + offset & segments.linearMask, length)
        : Bus.NOT_RAM;
  }
}
