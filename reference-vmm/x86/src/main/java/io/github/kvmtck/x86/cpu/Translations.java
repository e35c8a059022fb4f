package io.github.kvmtck.x86.cpu;

import java.util.Arrays;

/**
 * Linear pages whose host address is at hand, apart for reads, for writes and for fetches, as one
 * level may use them. A page that must be looked at on every access is never in here: a device, a
 * read-only slot, a watched page.
 *
 * <p>Four numbers an entry, side by side in one array: for reads the page and what leads from a
 * linear address in it to the host's, then the same for writes. What compiled code does with them
 * is static and small, so that the JIT sees one array of constant shape.
 */
public final class Translations {
  static final int READ = 0;
  static final int WRITE = 2;
  static final long PAGE = ~0xfffL;
  private static final int ENTRIES = 512;
  private static final int CODE_ENTRIES = 32;

  /** No linear page has this tag: it is not page-aligned. */
  private static final long EMPTY = 1;

  /** The numbers. */
  public final long[] pages = new long[4 * ENTRIES];

  private final Segments segments;

  /** Whether a page was global, for reads and for writes of each entry. */
  private final boolean[] global = new boolean[2 * ENTRIES];

  private final long[] code = new long[2 * CODE_ENTRIES];

  /** Where something was kept since the last flush, as far as that has room. */
  private final int[] kept = new int[32];

  /** How often something was kept, up to one more than {@link #kept} has room for. */
  private int count;

  Translations(Segments segments) {
    this.segments = segments;
    Arrays.fill(pages, EMPTY);
    Arrays.fill(code, EMPTY);
  }

  /** Forgets all; what was kept since the last time is few, where this is called often. */
  void flush() {
    if (count > kept.length) {
      Arrays.fill(pages, EMPTY);
    } else {
      for (int i = 0; i < count; i++) {
        pages[kept[i]] = EMPTY;
      }
    }
    count = 0;
    Arrays.fill(code, EMPTY);
  }

  /** Forgets pages that are not global (SDM vol. 3, 5.10.4.1, MOV to CR3), and all code. */
  void flushLocal() {
    Arrays.fill(code, EMPTY);
    if (count > kept.length) {
      for (int at = 0; at < pages.length; at += 2) {
        if (!global[at >> 1]) {
          pages[at] = EMPTY;
        }
      }
      return;
    }
    int left = 0;
    for (int i = 0; i < count; i++) {
      int at = kept[i];
      if (global[at >> 1]) {
        kept[left++] = at;
      } else {
        pages[at] = EMPTY;
      }
    }
    count = left;
  }

  void keepForReading(long linear, long host, boolean global) {
    keep(index(linear) + READ, linear & PAGE, host, global);
  }

  void keepForWriting(long linear, long host, boolean global) {
    keep(index(linear) + WRITE, linear & PAGE, host, global);
  }

  private void keep(int at, long page, long host, boolean isGlobal) {
    if (count < kept.length) {
      kept[count] = at;
    }
    count = Math.min(count, kept.length) + 1;
    pages[at] = page;
    pages[at + 1] = host - page;
    global[at >> 1] = isGlobal;
  }

  void keepForFetching(long linear, long host) {
    int at = codeIndex(linear);
    code[at] = linear & PAGE;
    code[at + 1] = host - (linear & PAGE);
  }

  private static int codeIndex(long linear) {
    return (int) (linear >>> 11) & 2 * (CODE_ENTRIES - 1);
  }

  /** Host address of the instruction at a linear address, or {@link Bus#NOT_RAM} if not at hand. */
  long fetches(long linear) {
    int at = codeIndex(linear);
    return code[at] == (linear & PAGE) ? linear + code[at + 1] : Bus.NOT_RAM;
  }

  /** Where the entry of a linear address begins. */
  static int index(long linear) {
    return (int) (linear >>> 10) & 4 * (ENTRIES - 1);
  }

  /** Whether all of an access is in one page that is at hand for reading. */
  public static boolean reads(long linear, int length, long[] pages) {
    return (linear + length - 1 & PAGE) == pages[index(linear) + READ];
  }

  /** What leads from the linear address of a read for which {@link #reads} holds to the host's. */
  public static long leadToRead(long linear, long[] pages) {
    return pages[index(linear) + READ + 1];
  }

  /** Whether all of an access is in one page that is at hand for writing. */
  public static boolean writes(long linear, int length, long[] pages) {
    return (linear + length - 1 & PAGE) == pages[index(linear) + WRITE];
  }

  /**
   * What leads from the linear address of a write for which {@link #writes} holds to the host's.
   */
  public static long leadToWrite(long linear, long[] pages) {
    return pages[index(linear) + WRITE + 1];
  }

  /** Whether the limit and the rights of a segment let an access pass without another look. */
  public boolean within(long offset, int length, int s, boolean write) {
    return offset + length - 1 <= (write ? segments.writable[s] : segments.readable[s]);
  }

  /** Linear address of an offset. */
  public long linear(long offset, int s) {
    return segments.effectiveBase[s] + offset & segments.linearMask;
  }
}
