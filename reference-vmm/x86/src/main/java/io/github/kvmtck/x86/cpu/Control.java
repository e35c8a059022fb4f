package io.github.kvmtck.x86.cpu;

/** Control registers, EFER, descriptor table registers. Values are stored as given. */
public final class Control {
  public static final long CR0_PE = 1;
  public static final long CR0_MP = 1 << 1;
  public static final long CR0_EM = 1 << 2;
  public static final long CR0_TS = 1 << 3;
  public static final long CR0_ET = 1 << 4;
  public static final long CR0_NE = 1 << 5;
  public static final long CR0_WP = 1 << 16;
  public static final long CR0_PG = 1L << 31;
  public static final long CR4_TSD = 1 << 2;
  public static final long CR4_DE = 1 << 3;
  public static final long CR4_PSE = 1 << 4;
  public static final long CR4_PAE = 1 << 5;
  public static final long CR4_PGE = 1 << 7;
  public static final long CR4_OSFXSR = 1 << 9;
  public static final long CR4_OSXMMEXCPT = 1 << 10;
  public static final long CR4_LA57 = 1 << 12;
  public static final long EFER_SCE = 1;
  public static final long EFER_LME = 1 << 8;
  public static final long EFER_LMA = 1 << 10;
  public static final long EFER_NXE = 1 << 11;

  private final Cpu cpu;
  private long cr0 = 0x60000010;
  private long cr2;
  private long cr3;
  private long cr4;
  private long efer;
  private Table gdtr = new Table(0, 0xffff);
  private Table idtr = new Table(0, 0xffff);
  private Mode mode = Mode.REAL;

  Control(Cpu cpu) {
    this.cpu = cpu;
  }

  public long cr0() {
    return cr0;
  }

  public long cr2() {
    return cr2;
  }

  public long cr3() {
    return cr3;
  }

  public long cr4() {
    return cr4;
  }

  public long efer() {
    return efer;
  }

  public Table gdtr() {
    return gdtr;
  }

  public Table idtr() {
    return idtr;
  }

  public void gdtr(Table table) {
    gdtr = table;
  }

  public void idtr(Table table) {
    idtr = table;
  }

  /** Whether the upper bits of a linear address repeat its top bit (SDM vol. 1, 3.3.7.1). */
  public boolean canonical(long linear) {
    int unused = (cr4 & CR4_LA57) != 0 ? 64 - 57 : 64 - 48;
    return linear << unused >> unused == linear;
  }

  public Mode mode() {
    return mode;
  }

  public void cr0(long value) {
    cr0 = value;
    changed();
  }

  public void cr2(long value) {
    cr2 = value;
  }

  public void cr3(long value) {
    cr3 = value;
    changed();
  }

  public void cr4(long value) {
    cr4 = value;
    changed();
  }

  public void efer(long value) {
    efer = value;
    changed();
  }

  /**
   * Everything SET_SREGS carries at once, so that no intermediate combination is ever looked at.
   */
  public void set(long cr0, long cr2, long cr3, long cr4, long efer) {
    this.cr0 = cr0;
    this.cr2 = cr2;
    this.cr3 = cr3;
    this.cr4 = cr4;
    this.efer = efer;
    changed();
  }

  private void changed() {
    updateMode();
    cpu.flushTranslations();
  }

  /** Recomputes the mode: call after RFLAGS.VM or CS changed other than through an instruction. */
  void updateMode() {
    boolean longMode = (efer & EFER_LMA) != 0;
    boolean wide = (cpu.segments.attributes(Segment.CS) & Segment.LONG) != 0;
    if ((cr0 & CR0_PE) == 0) {
      mode = Mode.REAL;
    } else if (longMode) {
      mode = wide ? Mode.LONG_64 : Mode.COMPATIBILITY;
    } else {
      mode = cpu.flags.has(Flags.VM) ? Mode.VIRTUAL_8086 : Mode.PROTECTED;
    }
    cpu.segments.update();
  }
}
