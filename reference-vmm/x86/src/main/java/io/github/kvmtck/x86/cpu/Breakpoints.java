package io.github.kvmtck.x86.cpu;

/** Matching of addresses and ports with DR0-DR3 (SDM vol. 3, 19.2). */
public final class Breakpoints {
  private static final int EXECUTE = 0;
  private static final int WRITE = 1;
  private static final int PORT = 2;
  private static final int READ_WRITE = 3;
  private static final int ENABLED = 0xff;

  private final Cpu cpu;
  private boolean watching;
  private int hits;

  Breakpoints(Cpu cpu) {
    this.cpu = cpu;
  }

  /** The registers in force: the owner's, or the guest's. */
  public DebugRegisters registers() {
    GuestDebug owner = cpu.guestDebug;
    return owner.hardware() ? owner.registers() : cpu.debug;
  }

  /** Whether any breakpoint is enabled. */
  public boolean enabled() {
    return (registers().dr7() & ENABLED) != 0;
  }

  /** Looks at every data access from now on if a breakpoint wants it. */
  public void arm() {
    boolean wanted = false;
    for (int i = 0; i < 4; i++) {
      wanted |= enabled(i) && (type(i) == WRITE || type(i) == READ_WRITE);
    }
    if (wanted != watching) {
      watching = wanted;
      cpu.memory.flush();
    }
  }

  /** Whether accesses must come by {@link #accessed}. */
  boolean watching() {
    return watching;
  }

  /** The breakpoints, as DR6 bits, that stand on the instruction at a linear address. */
  public int executing(long linear) {
    int hit = 0;
    for (int i = 0; i < 4; i++) {
      if (enabled(i) && type(i) == EXECUTE && registers().address(i) == linear) {
        hit |= 1 << i;
      }
    }
    return hit;
  }

  void accessed(long linear, int length, boolean write) {
    for (int i = 0; i < 4; i++) {
      boolean kind = type(i) == READ_WRITE || type(i) == WRITE && write;
      if (enabled(i) && kind) {
        hit(i, linear, length);
      }
    }
  }

  /** A port is used; that is looked at with CR4.DE only. */
  public void port(int port, int size) {
    if (!enabled() || (cpu.control.cr4() & Control.CR4_DE) == 0) {
      return;
    }
    for (int i = 0; i < 4; i++) {
      if (enabled(i) && type(i) == PORT) {
        hit(i, port, size);
      }
    }
  }

  private void hit(int i, long at, int length) {
    int size = size(i);
    long start = registers().address(i) & -size;
    if (at < start + size && start < at + length) {
      hits |= 1 << i;
    }
  }

  /** Whether one was hit since the hits were taken. */
  public boolean hit() {
    return hits != 0;
  }

  /** The data breakpoints hit since the last call, as DR6 bits. */
  public int takeHits() {
    int was = hits;
    hits = 0;
    return was;
  }

  private boolean enabled(int i) {
    return (registers().dr7() >> 2 * i & 3) != 0;
  }

  private int type(int i) {
    return (int) (registers().dr7() >> 16 + 4 * i) & 3;
  }

  private int size(int i) {
    return switch ((int) (registers().dr7() >> 18 + 4 * i) & 3) {
      case 0 -> 1;
      case 1 -> 2;
      case 2 -> 8;
      default -> 4;
    };
  }
}
