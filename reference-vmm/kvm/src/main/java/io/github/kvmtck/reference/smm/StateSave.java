package io.github.kvmtck.reference.smm;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.ControlLoad;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.MemorySegment;

/**
 * The area at SMBASE + 0xFE00 where a processor keeps its state while it is in SMM (union
 * kvm_smram). KVM has two layouts: that of AMD64 for guests with long mode, that of the P6 for
 * others.
 */
public abstract sealed class StateSave permits StateSave32, StateSave64 {
  /** Where the area begins, counted from SMBASE. */
  public static final int OFFSET = 0xfe00;

  /** Bytes of the area. */
  public static final int SIZE = 512;

  private static final long KNOWN_EFER =
      Control.EFER_SCE | Control.EFER_LME | Control.EFER_LMA | Control.EFER_NXE;

  private static final long DR6_VOLATILE = 0xe00f;
  private static final long DR7_VOLATILE = 0xffff_2bffL;
  private static final int STI = 2;
  private static final int MOV_SS = 1;

  /** The layout for a guest whose CPUID has long mode, or for one whose has not. */
  public static StateSave of(boolean longMode) {
    return longMode ? new StateSave64() : new StateSave32();
  }

  /** Puts the state of a processor into an area that is zero. */
  public abstract void save(Cpu cpu, long smbase, MemorySegment area);

  /**
   * Makes a processor what an area says.
   *
   * @return false for a combination of control registers that no processor has
   */
  public abstract boolean load(Cpu cpu, MemorySegment area);

  /** The SMBASE that the area has: a handler relocates it there. */
  public abstract long smbase(MemorySegment area);

  static void put16(MemorySegment area, int at, int value) {
    area.set(JAVA_SHORT_UNALIGNED, at - OFFSET, (short) value);
  }

  static void put32(MemorySegment area, int at, long value) {
    area.set(JAVA_INT_UNALIGNED, at - OFFSET, (int) value);
  }

  static void put64(MemorySegment area, int at, long value) {
    area.set(JAVA_LONG_UNALIGNED, at - OFFSET, value);
  }

  static int get16(MemorySegment area, int at) {
    return area.get(JAVA_SHORT_UNALIGNED, at - OFFSET) & 0xffff;
  }

  static long get32(MemorySegment area, int at) {
    return area.get(JAVA_INT_UNALIGNED, at - OFFSET) & 0xffff_ffffL;
  }

  static long get64(MemorySegment area, int at) {
    return area.get(JAVA_LONG_UNALIGNED, at - OFFSET);
  }

  /** KVM's own field: what stands between the instruction before the SMI and interrupts. */
  static int shadow(Cpu cpu) {
    return (cpu.events.stiShadow() ? STI : 0) | (cpu.events.movSsShadow() ? MOV_SS : 0);
  }

  static void shadow(Cpu cpu, int bits) {
    cpu.events.stiShadow((bits & STI) != 0);
    cpu.events.movSsShadow((bits & MOV_SS) != 0);
  }

  /** The access rights of a segment that is not present cannot be used. */
  static int rights(int attributes) {
    int known = attributes & 0xf0ff;
    return (known & Segment.PRESENT) != 0 ? known : known | Segment.UNUSABLE;
  }

  /**
   * kvm_set_dr for DR6 and DR7.
   *
   * @return false where a bit of their upper halves is set
   */
  static boolean debug(Cpu cpu, long dr6, long dr7) {
    if ((dr6 | dr7) >>> 32 != 0) {
      return false;
    }
    cpu.debug.dr6(dr6 & DR6_VOLATILE | DebugRegisters.DR6_INIT);
    cpu.debug.dr7(dr7 & DR7_VOLATILE | DebugRegisters.DR7_INIT);
    return true;
  }

  /**
   * rsm_enter_protected_mode.
   *
   * @return false where a value is one that loading the register by itself would refuse
   */
  static boolean control(Cpu cpu, long cr0, long cr3, long cr4, long efer) {
    boolean paging = (cr0 & Control.CR0_PG) != 0;
    boolean longMode = paging && (efer & Control.EFER_LME) != 0;
    if ((efer & ~KNOWN_EFER) != 0
        || !ControlLoad.validCr0(cr0)
        || !ControlLoad.validCr4(cr4, cpu.features)
        || (cr3 & cpu.features.beyond()) != 0
        || longMode && (cr4 & Control.CR4_PAE) == 0) {
      return false;
    }
    long active = longMode ? efer | Control.EFER_LMA : efer & ~Control.EFER_LMA;
    cpu.control.set(cr0, cpu.control.cr2(), cr3, cr4, active);
    return !cpu.control.paePaging() || cpu.control.load.root(cr3);
  }
}
