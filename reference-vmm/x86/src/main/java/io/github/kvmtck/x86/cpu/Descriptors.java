package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.Nullable;

/** Looks descriptors up in GDT and LDT, and marks them there (SDM vol. 3, 3.5.1). */
final class Descriptors {
  private static final int LOCAL = 4;
  private static final int ACCESSED = 1;

  /** Byte of a descriptor that has its type. */
  private static final int TYPE = 5;

  private final Cpu cpu;

  Descriptors(Cpu cpu) {
    this.cpu = cpu;
  }

  boolean longMode() {
    return (cpu.control.efer() & Control.EFER_LMA) != 0;
  }

  static boolean isNull(int selector) {
    return (selector & 0xfffc) == 0;
  }

  static boolean local(int selector) {
    return (selector & LOCAL) != 0;
  }

  /** Raises an exception whose error code is a selector. */
  Abandon fault(int vector, int selector) {
    return cpu.fault(vector, selector & 0xfffc | cpu.interrupts.external());
  }

  /**
   * The descriptor of a selector that is not null.
   *
   * @param vector what is raised, with the selector, where it is outside its table
   */
  Descriptor find(int selector, int vector) {
    Descriptor found = lookUp(selector);
    if (found == null) {
      throw fault(vector, selector);
    }
    return found;
  }

  /** As {@link #find}; null where it is outside its table. */
  @Nullable Descriptor lookUp(int selector) {
    int offset = selector & 0xfff8;
    long base = cpu.control.gdtr().base();
    long limit = cpu.control.gdtr().limit();
    if (local(selector)) {
      Segment table = cpu.segments.get(Segment.LDTR);
      if ((table.attributes() & Segment.UNUSABLE) != 0) {
        return null;
      }
      base = table.base();
      limit = table.limit();
    }
    if (offset + 7 > limit) {
      return null;
    }
    long low = cpu.system.load(base + offset, 64);
    Descriptor narrow = new Descriptor(selector, base + offset, low, 0);
    if (narrow.segment() || !longMode()) {
      return narrow;
    }
    if (offset + 15 > limit) {
      return null;
    }
    long high = cpu.system.load(base + offset + 8, 64);
    return new Descriptor(selector, base + offset, low, high);
  }

  /** The gate of a vector; outside the IDT is #GP. */
  Descriptor gate(int vector) {
    Table table = cpu.control.idtr();
    int size = longMode() ? 16 : 8;
    if (vector * size + size - 1 > table.limit()) {
      throw gateFault(Vector.GP, vector);
    }
    long at = table.base() + (long) vector * size;
    long low = cpu.system.load(at, 64);
    return new Descriptor(0, at, low, longMode() ? cpu.system.load(at + 8, 64) & 0xffffffffL : 0);
  }

  /** Raises an exception whose error code is a vector (SDM vol. 3, 7.13). */
  Abandon gateFault(int vector, int of) {
    return cpu.fault(vector, of * 8 + 2 | cpu.interrupts.external());
  }

  /** Sets the accessed bit of a code or data segment. */
  void markAccessed(Descriptor descriptor) {
    if ((descriptor.type() & ACCESSED) == 0) {
      type(descriptor, descriptor.type() | ACCESSED);
    }
  }

  /** Makes a TSS busy or available. */
  void markBusy(Descriptor descriptor, boolean busy) {
    int type = descriptor.type();
    type(descriptor, busy ? type | Descriptor.BUSY : type & ~Descriptor.BUSY);
  }

  private void type(Descriptor descriptor, int type) {
    long old = descriptor.low() >>> 40 & 0xf0;
    cpu.system.store(descriptor.address() + TYPE, 8, old | type);
  }
}
