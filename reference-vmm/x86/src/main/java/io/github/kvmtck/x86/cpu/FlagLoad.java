package io.github.kvmtck.x86.cpu;

/**
 * RFLAGS as instructions store and load them, and IF as CLI and STI change it. Where interrupts are
 * virtual VIF stands for IF: in virtual-8086 mode with CR4.VME, and at CPL 3 with CR4.PVI, both
 * with IOPL below 3 (SDM vol. 3, 22.3 and 22.4).
 */
public final class FlagLoad {
  private static final int HIGHEST = 3;

  private final Cpu cpu;
  private final Flags flags;

  FlagLoad(Cpu cpu) {
    this.cpu = cpu;
    this.flags = cpu.flags;
  }

  private int iopl() {
    return flags.system() >> 12 & 3;
  }

  private boolean has(long extension) {
    return (cpu.control.cr4() & extension) != 0;
  }

  /** Whether code is in virtual-8086 mode and must not see the IF that there is. */
  private boolean trusted() {
    return cpu.control.mode() != Mode.VIRTUAL_8086 || iopl() == HIGHEST;
  }

  /** Whether CLI and STI are about VIF; otherwise the code may not use them. */
  private boolean virtual() {
    boolean virtual8086 = cpu.control.mode() == Mode.VIRTUAL_8086;
    return virtual8086 ? has(Control.CR4_VME) : cpu.segments.cpl() == 3 && has(Control.CR4_PVI);
  }

  /** CLI and STI: IF, or VIF in its place; whether IF has become set. */
  public boolean interrupts(boolean on) {
    if (cpu.segments.cpl() <= iopl()) {
      boolean was = flags.has(Flags.IF);
      flags.put(Flags.IF, on);
      return on && !was;
    }
    if (!virtual() || on && flags.has(Flags.VIP)) {
      throw cpu.fault(Vector.GP, 0);
    }
    flags.put(Flags.VIF, on);
    return false;
  }

  /**
   * What PUSHF pushes: in virtual-8086 mode with IOPL below 3 what the code believes them to be.
   */
  public long image(int bits) {
    long image = flags.get() & ~(Flags.VM | Flags.RF);
    if (trusted()) {
      return image;
    }
    needExtension(bits);
    return believed(image);
  }

  /** Flags as code with virtual interrupts sees them: IOPL 3, and VIF as IF. */
  long believed(long image) {
    long shown = image & ~Flags.IF | Flags.IOPL;
    return flags.has(Flags.VIF) ? shown | Flags.IF : shown;
  }

  private void needExtension(int bits) {
    if (!has(Control.CR4_VME) || bits != 16) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  /** What POPF and IRET ask before they read flags of so many bits. */
  public void mayLoad(int bits) {
    if (!trusted()) {
      needExtension(bits);
    }
  }

  /** What they ask of these flags before anything has changed. */
  public void check(long value) {
    if (trusted()) {
      return;
    }
    boolean interrupted = (value & Flags.IF) != 0 && flags.has(Flags.VIP);
    if (interrupted || (value & Flags.TF) != 0) {
      throw cpu.fault(Vector.GP, 0);
    }
  }

  /**
   * Loads RFLAGS as POPF and IRET do (SDM vol. 2, POPF; table 4-21).
   *
   * @param resume whether RF is loaded too: IRET
   */
  public void load(long value, int bits, boolean resume) {
    int cpl = cpu.segments.cpl();
    int changed = Flags.ARITHMETIC | Flags.TF | Flags.DF | Flags.NT;
    long loaded = value;
    if (trusted()) {
      changed |= cpl <= iopl() ? Flags.IF : 0;
    } else {
      changed |= Flags.VIF;
      loaded = (value & Flags.IF) != 0 ? value | Flags.VIF : value & ~Flags.VIF;
    }
    changed |= cpl == 0 ? Flags.IOPL : 0;
    changed |= bits == 16 ? 0 : Flags.AC | Flags.ID | (resume ? Flags.RF : 0);
    changed |= bits != 16 && resume && cpl == 0 ? Flags.VIF | Flags.VIP : 0;
    flags.set(flags.get() & ~changed | loaded & changed);
    cpu.refresh();
    cpu.leaveBlock();
  }
}
