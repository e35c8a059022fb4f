package io.github.kvmtck.x86.cpu;

/** Four-level paging (SDM vol. 3, 5.5) at supervisor level. */
final class Paging implements Translation {
  private static final long PRESENT = 1;
  private static final long WRITABLE = 1 << 1;
  private static final long USER = 1 << 2;
  private static final long ACCESSED = 1 << 5;
  private static final long DIRTY = 1 << 6;
  private static final long LARGE = 1 << 7;
  private static final long NO_EXECUTE = 1L << 63;
  private static final long FRAME = 0x000f_ffff_ffff_f000L;

  private final Cpu cpu;

  private Paging(Cpu cpu) {
    this.cpu = cpu;
  }

  static Translation of(Cpu cpu) {
    return (cpu.control.cr0() & Control.CR0_PG) != 0 && (cpu.control.efer() & Control.EFER_LMA) != 0
        ? new Paging(cpu)
        : NONE;
  }

  @Override
  public long translate(long linear, Access access) {
    boolean write = access == Access.WRITE;
    long table = cpu.control.cr3() & FRAME;
    boolean writable = true;
    boolean user = true;
    boolean executable = true;
    for (int shift = 39; ; shift -= 9) {
      long slot = table + (linear >>> shift & 0x1ff) * 8;
      long entry = entry(slot, linear, access);
      if ((entry & PRESENT) == 0) {
        throw fault(linear, access, 0);
      }
      writable &= (entry & WRITABLE) != 0;
      user &= (entry & USER) != 0;
      executable &= (entry & NO_EXECUTE) == 0;
      boolean leaf = shift == 12 || shift < 39 && (entry & LARGE) != 0;
      if (leaf) {
        boolean supervisor = cpu.segments.cpl() < 3;
        boolean mayWrite = writable || supervisor && (cpu.control.cr0() & Control.CR0_WP) == 0;
        boolean noExecute = (cpu.control.efer() & Control.EFER_NXE) != 0 && !executable;
        if (!supervisor && !user || write && !mayWrite || access == Access.FETCH && noExecute) {
          throw fault(linear, access, 1);
        }
      }
      mark(slot, entry, leaf && write ? ACCESSED | DIRTY : ACCESSED);
      if (leaf) {
        long inside = (1L << shift) - 1;
        return entry & FRAME & ~inside | linear & inside;
      }
      table = entry & FRAME;
    }
  }

  private long entry(long slot, long linear, Access access) {
    long page = cpu.bus.host(slot & ~0xfffL, Access.READ);
    if (page == Bus.UNREACHABLE) {
      throw cpu.unreachable(slot);
    }
    if (page == Bus.NOT_RAM) {
      throw fault(linear, access, 0);
    }
    return HostMemory.get64(page + (slot & 0xfff));
  }

  private void mark(long slot, long entry, long bits) {
    if ((entry & bits) == bits) {
      return;
    }
    long page = cpu.bus.host(slot & ~0xfffL, Access.WRITE);
    if (page > 0) {
      HostMemory.cas64(page + (slot & 0xfff), entry, entry | bits);
    }
  }

  /** Error code: SDM vol. 3, 5.7. */
  private Abandon fault(long linear, Access access, int present) {
    boolean fetch = access == Access.FETCH && (cpu.control.efer() & Control.EFER_NXE) != 0;
    cpu.control.cr2(linear);
    return cpu.fault(
        Vector.PF,
        present
            | (access == Access.WRITE ? 2 : 0)
            | (cpu.segments.cpl() == 3 ? 4 : 0)
            | (fetch ? 16 : 0));
  }
}
