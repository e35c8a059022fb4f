package io.github.kvmtck.x86.cpu;

/**
 * Page walks (SDM vol. 3, 5.6 to 5.8).
 *
 * <p>Accessed and dirty flags are set when a walk has succeeded, each by a compare and exchange; an
 * entry that has changed meanwhile begins the walk anew. Where they cannot be set, because the slot
 * is read-only, they are not, and a table that is not RAM is a page that is not present: as KVM's
 * own walk (FNAME(walk_addr_generic), FNAME(update_accessed_dirty_bits)).
 */
final class Paging implements Translation {
  static final long LARGE = 1 << 7;
  static final long NO_EXECUTE = 1L << 63;

  private static final long PRESENT = 1;
  private static final long WRITABLE = 1 << 1;
  private static final long USER = 1 << 2;
  private static final long ACCESSED = 1 << 5;
  private static final long DIRTY = 1 << 6;
  private static final long GLOBAL = 1 << 8;

  /** No page begins there. */
  private static final long NOWHERE = 1;

  private static final int MOST_LEVELS = 5;

  /** Bits of the error code (SDM vol. 3, 5.7). */
  private static final int CODE_PRESENT = 1;

  private static final int CODE_WRITE = 1 << 1;
  private static final int CODE_USER = 1 << 2;
  private static final int CODE_RESERVED = 1 << 3;
  private static final int CODE_FETCH = 1 << 4;

  private final Cpu cpu;
  private final PageTables tables;
  private final long[] slots = new long[MOST_LEVELS];
  private final long[] entries = new long[MOST_LEVELS];
  private long globalPage = NOWHERE;

  private Paging(Cpu cpu) {
    this.cpu = cpu;
    this.tables = PageTables.of(cpu.control, cpu.features);
  }

  static Translation of(Cpu cpu) {
    return (cpu.control.cr0() & Control.CR0_PG) != 0 ? new Paging(cpu) : NONE;
  }

  @Override
  public long translate(long linear, Access access, Level by) {
    while (true) {
      int leaf = walk(linear, access, by);
      if (mark(leaf, access)) {
        boolean global = (entries[leaf] & cpu.control.cr4() << 1 & GLOBAL) != 0;
        globalPage = global ? linear & Translations.PAGE : NOWHERE;
        return tables.address(entries[leaf], linear, leaf);
      }
    }
  }

  @Override
  public boolean global(long linear) {
    return globalPage == (linear & Translations.PAGE);
  }

  /** Looks the tables up; returns the level of the entry that maps the page. */
  private int walk(long linear, Access access, Level by) {
    long table = cpu.control.cr3() & (tables.entryBytes() == 4 ? 0xffff_f000L : tables.frame());
    long rights = WRITABLE | USER;
    long noExecute = 0;
    int level = 0;
    if (tables.rootInRegisters()) {
      long root = cpu.control.pdpte((int) (linear >>> 30) & 3);
      if ((root & PRESENT) == 0) {
        throw fault(linear, access, by, 0);
      }
      table = root & tables.frame();
      level = 1;
    }
    while (true) {
      slots[level] = tables.slot(table, linear, level);
      long entry = entry(slots[level], linear, access, by);
      entries[level] = entry;
      if ((entry & PRESENT) == 0) {
        throw fault(linear, access, by, 0);
      }
      boolean leaf = tables.leaf(entry, level);
      if (tables.bad(entry, level, leaf)) {
        throw fault(linear, access, by, CODE_PRESENT | CODE_RESERVED);
      }
      rights &= entry;
      noExecute |= entry & NO_EXECUTE;
      if (leaf) {
        if (!allowed(access, by, rights, noExecute != 0)) {
          throw fault(linear, access, by, CODE_PRESENT);
        }
        return level;
      }
      table = entry & tables.frame();
      level++;
    }
  }

  /** SDM vol. 3, 5.6.1. */
  private boolean allowed(Access access, Level by, long rights, boolean noExecute) {
    boolean writable = (rights & WRITABLE) != 0;
    boolean user = (rights & USER) != 0;
    long cr4 = cpu.control.cr4();
    if (access == Access.FETCH) {
      boolean whose = by == Level.USER ? user : !user || (cr4 & Control.CR4_SMEP) == 0;
      return whose && !noExecute;
    }
    if (by == Level.USER) {
      return user && (writable || access == Access.READ);
    }
    boolean prevented = user && (cr4 & Control.CR4_SMAP) != 0;
    if (prevented && (by == Level.IMPLICIT || !cpu.flags.has(Flags.AC))) {
      return false;
    }
    return writable || access == Access.READ || (cpu.control.cr0() & Control.CR0_WP) == 0;
  }

  private long entry(long slot, long linear, Access access, Level by) {
    long page = cpu.bus.host(slot & ~0xfffL, Access.READ);
    if (page == Bus.UNREACHABLE) {
      throw cpu.unreachable(slot);
    }
    if (page != Bus.NOT_RAM) {
      return HostMemory.get(page + (slot & 0xfff), tables.entryBytes());
    }
    if (cpu.bus.copies(slot & ~0xfffL)) {
      return cpu.bus.read(slot, tables.entryBytes());
    }
    throw fault(linear, access, by, 0);
  }

  /** Sets accessed and dirty flags; false where an entry is no longer what was walked. */
  private boolean mark(int leaf, Access access) {
    for (int level = tables.rootInRegisters() ? 1 : 0; level <= leaf; level++) {
      long bits = level == leaf && access == Access.WRITE ? ACCESSED | DIRTY : ACCESSED;
      long entry = entries[level];
      if ((entry & bits) == bits) {
        continue;
      }
      long page = cpu.bus.host(slots[level] & ~0xfffL, Access.WRITE);
      if (page == Bus.UNREACHABLE) {
        throw cpu.unreachable(slots[level]);
      }
      if (page == Bus.NOT_RAM && !cpu.bus.copies(slots[level] & ~0xfffL)) {
        continue;
      }
      if (!exchange(page, slots[level], entry, entry | bits)) {
        return false;
      }
      entries[level] = entry | bits;
    }
    return true;
  }

  private boolean exchange(long page, long slot, long expected, long value) {
    int length = tables.entryBytes();
    return page == Bus.NOT_RAM
        ? cpu.bus.exchange(slot, length, expected, value)
        : Atomic.exchange(page + (slot & 0xfff), length, expected, value);
  }

  private Abandon fault(long linear, Access access, Level by, int cause) {
    boolean noExecute =
        (cpu.control.efer() & Control.EFER_NXE) != 0 && (cpu.control.cr4() & Control.CR4_PAE) != 0;
    boolean tells = noExecute || (cpu.control.cr4() & Control.CR4_SMEP) != 0;
    cpu.control.cr2(linear);
    return cpu.fault(
        Vector.PF,
        cause
            | (access == Access.WRITE ? CODE_WRITE : 0)
            | (by == Level.USER ? CODE_USER : 0)
            | (access == Access.FETCH && tells ? CODE_FETCH : 0));
  }
}
