package io.github.kvmtck.x86.cpu;

/**
 * Loading control registers the way a guest does, with every check (SDM vol. 3, 2.5; kvm_set_cr0,
 * kvm_set_cr3 and kvm_set_cr4). Each method says whether the value was accepted; where it was not,
 * nothing has changed and #GP(0) is due.
 */
public final class ControlLoad {
  /** Writing other bits of CR0 is ignored, also where SDM says #GP (kvm_set_cr0). */
  private static final long CR0_KNOWN =
      Control.CR0_PE
          | Control.CR0_MP
          | Control.CR0_EM
          | Control.CR0_TS
          | Control.CR0_ET
          | Control.CR0_NE
          | Control.CR0_WP
          | Control.CR0_AM
          | Control.CR0_NW
          | Control.CR0_CD
          | Control.CR0_PG;

  /** A change of one of these loads the four root entries of PAE paging (SDM vol. 3, 5.4.1). */
  private static final long CR0_LOADS_ROOT = Control.CR0_CD | Control.CR0_NW | Control.CR0_PG;

  private static final long CR4_LOADS_ROOT =
      Control.CR4_PAE | Control.CR4_PGE | Control.CR4_PSE | Control.CR4_SMEP;

  private static final long KEEP = 1L << 63;

  private final Cpu cpu;
  private final Control control;

  ControlLoad(Cpu cpu, Control control) {
    this.cpu = cpu;
    this.control = control;
  }

  /** Whether a processor may have this CR0 at all (kvm_is_valid_cr0). */
  public static boolean validCr0(long value) {
    boolean paging = (value & Control.CR0_PG) != 0;
    boolean writeThrough = (value & Control.CR0_NW) != 0;
    return value >>> 32 == 0
        && !(paging && (value & Control.CR0_PE) == 0)
        && !(writeThrough && (value & Control.CR0_CD) == 0);
  }

  /** Whether a processor with these features may have this CR4 (__kvm_is_valid_cr4). */
  public static boolean validCr4(long value, Features features) {
    long known =
        Control.CR4_TSD
            | Control.CR4_DE
            | Control.CR4_PSE
            | Control.CR4_PAE
            | Control.CR4_MCE
            | Control.CR4_PGE
            | Control.CR4_PCE
            | Control.CR4_OSFXSR
            | Control.CR4_OSXMMEXCPT
            | (features.has(Feature.VME) ? Control.CR4_VME | Control.CR4_PVI : 0)
            | (features.has(Feature.UMIP) ? Control.CR4_UMIP : 0)
            | (features.has(Feature.LA57) ? Control.CR4_LA57 : 0)
            | (features.has(Feature.FSGSBASE) ? Control.CR4_FSGSBASE : 0)
            | (features.has(Feature.PCID) ? Control.CR4_PCIDE : 0)
            | (features.has(Feature.XSAVE) ? Control.CR4_OSXSAVE : 0)
            | (features.has(Feature.SMEP) ? Control.CR4_SMEP : 0)
            | (features.has(Feature.SMAP) ? Control.CR4_SMAP : 0);
    return (value & ~known) == 0;
  }

  /** CR0; enabling paging with EFER.LME enters long mode, disabling it leaves it. */
  public boolean cr0(long value) {
    long old = control.cr0();
    boolean paging = (value & Control.CR0_PG) != 0;
    boolean was = (old & Control.CR0_PG) != 0;
    boolean pae = (control.cr4() & Control.CR4_PAE) != 0;
    boolean longEnabled = (control.efer() & Control.EFER_LME) != 0;
    if (!validCr0(value)) {
      return false;
    }
    long efer = control.efer();
    if (longEnabled && paging && !was) {
      boolean wideCode = (cpu.segments.attributes(Segment.CS) & Segment.LONG) != 0;
      if (!pae || wideCode) {
        return false;
      }
      efer |= Control.EFER_LMA;
    } else if (!paging && was) {
      if (control.mode() == Mode.LONG_64 || contexts()) {
        return false;
      }
      efer &= ~Control.EFER_LMA;
    }
    boolean root = !longEnabled && paging && pae && ((old ^ value) & CR0_LOADS_ROOT) != 0;
    if (root && !root(control.cr3())) {
      return false;
    }
    long known = value & CR0_KNOWN | Control.CR0_ET;
    control.set(known, control.cr2(), control.cr3(), control.cr4(), efer);
    return true;
  }

  private boolean contexts() {
    return (control.cr4() & Control.CR4_PCIDE) != 0;
  }

  /**
   * CR3. Bit 63 asks to keep what is known of the context that it names; of others than the current
   * one nothing is known.
   */
  public boolean cr3(long value) {
    long root = contexts() ? value & ~KEEP : value;
    if ((root & cpu.features.beyond()) != 0 || control.paePaging() && !root(root)) {
      return false;
    }
    control.cr3(root);
    return true;
  }

  /** CR4. */
  public boolean cr4(long value) {
    long changed = control.cr4() ^ value;
    boolean pae = (value & Control.CR4_PAE) != 0;
    boolean paging = (control.cr0() & Control.CR0_PG) != 0;
    if (!validCr4(value, cpu.features)) {
      return false;
    }
    if ((control.efer() & Control.EFER_LMA) != 0) {
      if (!pae || (changed & Control.CR4_LA57) != 0) {
        return false;
      }
      boolean enabling = (changed & value & Control.CR4_PCIDE) != 0;
      if (enabling && (control.cr3() & Control.CR3_PCID) != 0) {
        return false;
      }
    } else if ((changed & value & Control.CR4_PCIDE) != 0) {
      return false;
    } else if (paging && pae && (changed & CR4_LOADS_ROOT) != 0 && !root(control.cr3())) {
      return false;
    }
    control.cr4(value);
    return true;
  }

  /**
   * Loads the four root entries of PAE paging from where {@code cr3} says (load_pdptrs).
   *
   * @return false where they are not in RAM, or one that is present has a reserved bit set; none
   *     was loaded then
   */
  public boolean root(long cr3) {
    long page = cpu.bus.host(cr3 & 0xffff_f000L, Access.READ);
    boolean copied = page == Bus.NOT_RAM && cpu.bus.copies(cr3 & 0xffff_f000L);
    if (page == Bus.UNREACHABLE || page == Bus.NOT_RAM && !copied) {
      return false;
    }
    long reserved = cpu.features.beyond() | 0x1e6;
    long[] loaded = new long[4];
    for (int i = 0; i < loaded.length; i++) {
      long at = (cr3 & 0xfe0) + i * 8L;
      loaded[i] =
          copied
              ? cpu.bus.read((cr3 & 0xffff_f000L) + at, Long.BYTES)
              : HostMemory.get64(page + at);
      if ((loaded[i] & 1) != 0 && (loaded[i] & reserved) != 0) {
        return false;
      }
    }
    control.root(loaded);
    return true;
  }
}
