package io.github.kvmtck.x86.cpu;

/**
 * The tables that the processor looks into by itself, at linear addresses: descriptors, the IVT,
 * task state. Whatever the CPL, these are accesses of a supervisor (SDM vol. 3, 5.6), and no
 * breakpoint sees them.
 */
public final class SystemMemory {
  private final Cpu cpu;
  private final Pieces pieces;

  SystemMemory(Cpu cpu, Pieces pieces) {
    this.cpu = cpu;
    this.pieces = pieces;
  }

  /** Reads {@code bits} (8 to 64), zero-extended. */
  public long load(long linear, int bits) {
    int length = bits >> 3;
    return pieces.loadAs(address(linear, length), length, Level.IMPLICIT);
  }

  /** Writes the low {@code bits} (8 to 64). */
  public void store(long linear, int bits, long value) {
    int length = bits >> 3;
    pieces.storeAs(address(linear, length), length, value, Level.IMPLICIT);
  }

  /** Raises whatever a write there would raise. */
  public void probe(long linear, int length) {
    pieces.probeAs(address(linear, length), length, Level.IMPLICIT);
  }

  /** In long mode tables are anywhere in the address space, whatever code runs. */
  private long address(long linear, int length) {
    if ((cpu.control.efer() & Control.EFER_LMA) == 0) {
      return linear & 0xffffffffL;
    }
    if (!cpu.control.canonical(linear) || !cpu.control.canonical(linear + length - 1)) {
      throw cpu.fault(Vector.GP, 0);
    }
    return linear;
  }
}
