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
  public static final long CR0_AM = 1 << 18;
  public static final long CR0_NW = 1 << 29;
  public static final long CR0_CD = 1 << 30;
  public static final long CR0_PG = 1L << 31;
  public static final long CR3_PCID = 0xfff;
  public static final long CR4_VME = 1;
  public static final long CR4_PVI = 1 << 1;
  public static final long CR4_TSD = 1 << 2;
  public static final long CR4_DE = 1 << 3;
  public static final long CR4_PSE = 1 << 4;
  public static final long CR4_PAE = 1 << 5;
  public static final long CR4_MCE = 1 << 6;
  public static final long CR4_PGE = 1 << 7;
  public static final long CR4_PCE = 1 << 8;
  public static final long CR4_OSFXSR = 1 << 9;
  public static final long CR4_OSXMMEXCPT = 1 << 10;
  public static final long CR4_UMIP = 1 << 11;
  public static final long CR4_LA57 = 1 << 12;
  public static final long CR4_FSGSBASE = 1 << 16;
  public static final long CR4_PCIDE = 1 << 17;
  public static final long CR4_OSXSAVE = 1 << 18;
  public static final long CR4_SMEP = 1 << 20;
  public static final long CR4_SMAP = 1 << 21;
  public static final long XCR0_X87 = 1;
  public static final long XCR0_SSE = 1 << 1;
  public static final long EFER_SCE = 1;
  public static final long EFER_LME = 1 << 8;
  public static final long EFER_LMA = 1 << 10;
  public static final long EFER_NXE = 1 << 11;

  /** What decides how linear addresses are translated, and with which rights. */
  private static final long CR0_PAGING = CR0_PG | CR0_WP;

  private static final long CR4_PAGING =
      CR4_PSE | CR4_PAE | CR4_PGE | CR4_LA57 | CR4_PCIDE | CR4_SMEP | CR4_SMAP;

  /** Loading them as a guest does, with its checks. */
  public final ControlLoad load;

  private final Cpu cpu;
  private final long[] pdptes = new long[4];
  private long cr0 = 0x60000010;
  private long cr2;
  private long cr3;
  private long cr4;
  private long efer;
  private long xcr0 = XCR0_X87;
  private Table gdtr = new Table(0, 0xffff);
  private Table idtr = new Table(0, 0xffff);
  private Mode mode = Mode.REAL;

  Control(Cpu cpu) {
    this.cpu = cpu;
    load = new ControlLoad(cpu, this);
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

  /** Whether paging with PAE is on, outside long mode: the root of the tables is in registers. */
  public boolean paePaging() {
    return (cr0 & CR0_PG) != 0 && (cr4 & CR4_PAE) != 0 && (efer & EFER_LMA) == 0;
  }

  /** One of the four registers that loading CR3 fills under PAE paging (SDM vol. 3, 5.4.1). */
  public long pdpte(int index) {
    return pdptes[index];
  }

  public void pdpte(int index, long value) {
    pdptes[index] = value;
    cpu.flushTranslations();
  }

  /** All four of them, as loading CR3 does: global pages stay known. */
  void root(long[] entries) {
    System.arraycopy(entries, 0, pdptes, 0, pdptes.length);
    cpu.memory.flushLocal();
  }

  public void cr0(long value) {
    set(value, cr2, cr3, cr4, efer);
  }

  public void cr2(long value) {
    cr2 = value;
  }

  /**
   * Forgets translations whatever the value, those of global pages excepted (SDM vol. 3, 5.10.4.1).
   */
  public void cr3(long value) {
    cr3 = value;
    cpu.memory.flushLocal();
  }

  public void cr4(long value) {
    set(cr0, cr2, cr3, value, efer);
  }

  public void efer(long value) {
    set(cr0, cr2, cr3, cr4, value);
  }

  /** XCR0: the components that XSAVE saves. */
  public long xcr0() {
    return xcr0;
  }

  public void xcr0(long value) {
    xcr0 = value;
  }

  /** Whether XCR0 may have a value: x87 is always there, and SSE may be (SDM vol. 1, 13.3). */
  public static boolean xcr0Valid(long value) {
    return (value & ~XCR0_SSE) == XCR0_X87;
  }

  /**
   * Everything SET_SREGS carries at once, so that no intermediate combination is ever looked at.
   */
  public void set(long cr0, long cr2, long cr3, long cr4, long efer) {
    boolean otherPaging =
        ((this.cr0 ^ cr0) & CR0_PAGING | (this.cr4 ^ cr4) & CR4_PAGING | this.cr3 ^ cr3) != 0
            || this.efer != efer;
    this.cr0 = cr0;
    this.cr2 = cr2;
    this.cr3 = cr3;
    this.cr4 = cr4;
    this.efer = efer;
    updateMode();
    cpu.leaveBlock();
    if (otherPaging) {
      cpu.pagingChanged();
    }
  }

  /** Recomputes what follows from CS, SS, RFLAGS.VM and RFLAGS.AC: call after they changed. */
  void updateMode() {
    mode = modeNow();
    cpu.segments.follow(mode);
    boolean user = cpu.segments.cpl() == 3;
    cpu.memory.as(user ? Level.USER : Level.SUPERVISOR, opened(), user && aligned());
  }

  private Mode modeNow() {
    boolean wide = (cpu.segments.attributes(Segment.CS) & Segment.LONG) != 0;
    if ((cr0 & CR0_PE) == 0) {
      return Mode.REAL;
    }
    if ((efer & EFER_LMA) != 0) {
      return wide ? Mode.LONG_64 : Mode.COMPATIBILITY;
    }
    return cpu.flags.has(Flags.VM) ? Mode.VIRTUAL_8086 : Mode.PROTECTED;
  }

  /** Whether users access memory only where it is aligned (SDM vol. 3, 7.15, vector 17). */
  private boolean aligned() {
    return (cr0 & CR0_AM) != 0 && cpu.flags.has(Flags.AC);
  }

  /** Whether supervisor code may use the pages of users although CR4.SMAP is set. */
  private boolean opened() {
    return (cr4 & CR4_SMAP) != 0 && cpu.flags.has(Flags.AC);
  }
}
