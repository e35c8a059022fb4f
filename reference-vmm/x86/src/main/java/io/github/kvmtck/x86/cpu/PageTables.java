package io.github.kvmtck.x86.cpu;

import java.util.Arrays;

/** How the tables of one paging mode look (SDM vol. 3, 5.3 to 5.5). */
final class PageTables {
  private static final long LARGE = Paging.LARGE;
  private static final long NO_EXECUTE = Paging.NO_EXECUTE;

  /** Where no large page is possible: bit 7 itself is reserved. */
  private static final long NEVER = LARGE;

  /** PSE-36 goes no further than 40 bits (SDM vol. 3, 5.3). */
  private static final int PSE36_BITS = 40;

  private static final int LARGE_32 = 22;

  /** Where the index into the table of each level begins in a linear address, from the root on. */
  private final int[] shifts;

  /** Bits that must be zero in an entry of each level that is a table or a page of the last. */
  private final long[] reserved;

  /** The same of an entry that maps a large page; bit 7 among them where no such page is. */
  private final long[] reservedLarge;

  /** Whether bit 7 says that an entry maps a large page. */
  private final boolean large;

  private final int entryBytes;
  private final boolean rootInRegisters;
  private final long frame;

  private PageTables(
      int entryBytes,
      boolean rootInRegisters,
      boolean large,
      long frame,
      int[] shifts,
      long[] reserved,
      long[] reservedLarge) {
    this.entryBytes = entryBytes;
    this.rootInRegisters = rootInRegisters;
    this.large = large;
    this.frame = frame;
    this.shifts = shifts;
    this.reserved = reserved;
    this.reservedLarge = reservedLarge;
  }

  /** The tables that CR0.PG, CR4 and EFER select; paging is on. */
  static PageTables of(Control control, Features features) {
    if ((control.efer() & Control.EFER_LMA) != 0) {
      return wide(control, features);
    }
    return (control.cr4() & Control.CR4_PAE) != 0
        ? pae(control, features)
        : legacy(control, features);
  }

  private static PageTables legacy(Control control, Features features) {
    boolean pse = (control.cr4() & Control.CR4_PSE) != 0;
    int width = features.has(Feature.PSE36) ? Math.min(PSE36_BITS, features.physicalBits()) : 32;
    long none = bits(13 + width - 32, LARGE_32 - 1);
    int[] shifts = {LARGE_32, 12};
    long[] reserved = {0, 0};
    long[] reservedLarge = {none, 0};
    return new PageTables(4, false, pse, 0xffff_f000L, shifts, reserved, reservedLarge);
  }

  private static PageTables pae(Control control, Features features) {
    long beyond = features.beyond() & ~NO_EXECUTE | noExecute(control);
    int[] shifts = {30, 21, 12};
    long[] reserved = {0, beyond, beyond};
    long[] reservedLarge = {0, beyond | bits(13, 20), 0};
    return new PageTables(8, true, true, frame(features), shifts, reserved, reservedLarge);
  }

  private static PageTables wide(Control control, Features features) {
    long beyond = features.beyond() & bits(0, 51) | noExecute(control);
    long gigabyte = features.has(Feature.GBPAGES) ? beyond | bits(13, 29) : NEVER;
    long megabytes = beyond | bits(13, 20);
    boolean five = (control.cr4() & Control.CR4_LA57) != 0;
    int[] shifts = five ? new int[] {48, 39, 30, 21, 12} : new int[] {39, 30, 21, 12};
    long[] reserved = new long[shifts.length];
    Arrays.fill(reserved, beyond);
    long[] reservedLarge =
        five
            ? new long[] {NEVER, NEVER, gigabyte, megabytes, 0}
            : new long[] {NEVER, gigabyte, megabytes, 0};
    return new PageTables(8, false, true, frame(features), shifts, reserved, reservedLarge);
  }

  private static long noExecute(Control control) {
    return (control.efer() & Control.EFER_NXE) != 0 ? 0 : NO_EXECUTE;
  }

  private static long frame(Features features) {
    return ~features.beyond() & ~0xfffL;
  }

  /** Bits from {@code low} to {@code high}; none where that is empty. */
  private static long bits(int low, int high) {
    return low > high ? 0 : -1L >>> 63 - high & -1L << low;
  }

  int entryBytes() {
    return entryBytes;
  }

  /** Whether the entries of the root were loaded into registers: PAE. */
  boolean rootInRegisters() {
    return rootInRegisters;
  }

  /** Address bits of an entry. */
  long frame() {
    return frame;
  }

  private int last() {
    return shifts.length - 1;
  }

  /** Where the entry for an address is in a table of a level. */
  long slot(long table, long linear, int level) {
    int indexMask = entryBytes == 4 ? 0x3ff : 0x1ff;
    return table + (linear >>> shifts[level] & indexMask) * entryBytes;
  }

  /** Whether an entry maps a page. */
  boolean leaf(long entry, int level) {
    return level == last() || large && (entry & LARGE) != 0;
  }

  /** Whether a reserved bit is set. */
  boolean bad(long entry, int level, boolean leaf) {
    long mustBeZero = leaf && level != last() ? reservedLarge[level] : reserved[level];
    return (entry & mustBeZero) != 0;
  }

  /** Guest-physical address of {@code linear} in the page that an entry maps. */
  long address(long entry, long linear, int level) {
    long inside = (1L << shifts[level]) - 1;
    long base = entry & frame & ~inside;
    if (entryBytes == 4 && level != last()) {
      base |= (entry & bits(13, LARGE_32 - 2)) << 32 - 13;
    }
    return base | linear & inside;
  }
}
