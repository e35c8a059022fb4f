package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.Nullable;

/** What a selector would let code at the current level do: LAR, LSL, VERR, VERW (SDM vol. 2). */
public final class SelectorRights {
  /** No answer. */
  private static final long NONE = -1;

  /** System types that LAR knows, as bits; in long mode the 16-bit ones are gone. */
  private static final int LAR =
      1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 9 | 1 << 11 | 1 << 12;

  private static final int LSL = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 9 | 1 << 11;
  private static final int LONG_MODE = 1 << 2 | 1 << 9 | 1 << 11 | 1 << 12;

  private final Cpu cpu;

  SelectorRights(Cpu cpu) {
    this.cpu = cpu;
  }

  /** The descriptor, if it is inside its table. */
  private @Nullable Descriptor find(int selector) {
    return Descriptors.isNull(selector) ? null : cpu.descriptors.lookUp(selector);
  }

  private boolean inReach(Descriptor found) {
    int level = Math.max(cpu.segments.cpl(), found.rpl());
    return found.conforming() || level <= found.dpl();
  }

  private @Nullable Descriptor known(int selector, int systemTypes) {
    Descriptor found = find(selector);
    if (found == null || !inReach(found)) {
      return null;
    }
    int types = cpu.descriptors.longMode() ? systemTypes & LONG_MODE : systemTypes;
    boolean valid = found.segment() || (types >> found.type() & 1) != 0 && !found.malformed();
    return valid ? found : null;
  }

  /** LAR: the second doubleword without base bits, or -1. */
  public long of(int selector) {
    Descriptor found = known(selector, LAR);
    return found == null ? NONE : found.low() >>> 32 & 0xffff00;
  }

  /** LSL: the limit in bytes, or -1. */
  public long limit(int selector) {
    Descriptor found = known(selector, LSL);
    return found == null ? NONE : found.limit();
  }

  /** VERR. */
  public boolean readable(int selector) {
    Descriptor found = find(selector);
    return found != null && found.readable() && inReach(found);
  }

  /** VERW. */
  public boolean writable(int selector) {
    Descriptor found = find(selector);
    return found != null && found.writable() && inReach(found);
  }
}
