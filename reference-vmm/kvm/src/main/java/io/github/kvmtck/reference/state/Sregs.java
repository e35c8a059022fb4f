package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.Registers.SREGS;

import io.github.kvmtck.api.uapi.MpState;
import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.reference.kvm.QueuedInterrupt;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.ControlLoad;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.Features;
import io.github.kvmtck.x86.cpu.Mode;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** struct kvm_sregs, and what kvm_sregs2 has in common with it. */
public final class Sregs {
  private static final List<String> NAMES =
      List.of("es", "cs", "ss", "ds", "fs", "gs", "ldt", "tr");

  private static final long BITMAP = SREGS.offset("interrupt_bitmap");
  private static final int BITMAP_WORDS = 4;

  private Sregs() {}

  /** __get_sregs. */
  public static void get(Vcpu vcpu, MemorySegment out) {
    common(vcpu, out);
    QueuedInterrupt queued = vcpu.events().interrupt();
    if (queued != null && !queued.soft()) {
      Words.set(out, BITMAP + queued.vector() / 64 * 8L, 1L << queued.vector());
    }
  }

  /** __get_sregs_common. */
  static void common(Vcpu vcpu, MemorySegment out) {
    Cpu cpu = vcpu.cpu();
    for (int i = 0; i < NAMES.size(); i++) {
      SegmentFields.get(cpu.segments.get(i), slice(out, NAMES.get(i)));
    }
    table(cpu.control.gdtr(), out, "gdt");
    table(cpu.control.idtr(), out, "idt");
    SREGS.set(out, "cr0", cpu.control.cr0());
    SREGS.set(out, "cr2", cpu.control.cr2());
    SREGS.set(out, "cr3", cpu.control.cr3());
    SREGS.set(out, "cr4", cpu.control.cr4());
    SREGS.set(out, "cr8", vcpu.interrupts().cr8());
    SREGS.set(out, "efer", cpu.control.efer());
    SREGS.set(out, "apic_base", vcpu.interrupts().apicBase());
  }

  /**
   * __set_sregs.
   *
   * @return false for a combination that the processor does not have: EINVAL, nothing changed
   */
  public static boolean set(Vcpu vcpu, MemorySegment in) {
    if (!setCommon(vcpu, in, true)) {
      return false;
    }
    for (int word = BITMAP_WORDS - 1; word >= 0; word--) {
      long bits = Words.get(in, BITMAP + word * 8L);
      if (bits != 0) {
        int vector = word * 64 + 63 - Long.numberOfLeadingZeros(bits);
        vcpu.events().queue(new QueuedInterrupt(vector, false));
        break;
      }
    }
    return true;
  }

  /**
   * __set_sregs_common.
   *
   * @param loadsRoot whether the root entries of PAE paging are read from where CR3 says
   */
  static boolean setCommon(Vcpu vcpu, MemorySegment in, boolean loadsRoot) {
    long cr0 = SREGS.get(in, "cr0");
    long cr4 = SREGS.get(in, "cr4");
    long efer = SREGS.get(in, "efer");
    if (!valid(vcpu.cpu().features, in)
        || !vcpu.interrupts().setApicBase(SREGS.get(in, "apic_base"), true)) {
      return false;
    }
    Cpu cpu = vcpu.cpu();
    for (int i = 0; i < NAMES.size(); i++) {
      cpu.segments.set(i, SegmentFields.set(slice(in, NAMES.get(i))));
    }
    cpu.control.gdtr(new Table(SREGS.get(in, "gdt.base"), (int) SREGS.get(in, "gdt.limit")));
    cpu.control.idtr(new Table(SREGS.get(in, "idt.base"), (int) SREGS.get(in, "idt.limit")));
    cpu.control.set(cr0, SREGS.get(in, "cr2"), SREGS.get(in, "cr3"), cr4, efer);
    cpu.refresh();
    if (loadsRoot && cpu.control.paePaging()) {
      // What cannot be loaded stays as it was: load_pdptrs fails, and nobody looks.
      var unused = cpu.control.load.root(cpu.control.cr3());
    }
    if (vcpu.bootProcessor() && atResetVector(cpu)) {
      vcpu.mpState(MpState.KVM_MP_STATE_RUNNABLE.number());
    }
    vcpu.interrupts().cr8(SREGS.get(in, "cr8"));
    return true;
  }

  /** A client that resets a machine need not know of activity states. */
  private static boolean atResetVector(Cpu cpu) {
    Segment cs = cpu.segments.get(Segment.CS);
    return cpu.rip == 0xfff0
        && cs.selector() == 0xf000
        && cs.base() == 0xffff_0000L
        && cpu.control.mode() == Mode.REAL;
  }

  /** kvm_is_valid_sregs. */
  private static boolean valid(Features features, MemorySegment in) {
    long cr0 = SREGS.get(in, "cr0");
    long cr4 = SREGS.get(in, "cr4");
    long efer = SREGS.get(in, "efer");
    boolean active = (efer & Control.EFER_LMA) != 0;
    if ((efer & Control.EFER_LME) != 0 && (cr0 & Control.CR0_PG) != 0) {
      boolean legal = (SREGS.get(in, "cr3") & features.beyond()) == 0;
      if ((cr4 & Control.CR4_PAE) == 0 || !active || !legal) {
        return false;
      }
    } else if (active || SREGS.get(in, "cs.l") != 0) {
      return false;
    }
    return ControlLoad.validCr4(cr4, features) && ControlLoad.validCr0(cr0);
  }

  private static MemorySegment slice(MemorySegment sregs, String name) {
    return sregs.asSlice(SREGS.offset(name), Registers.SEGMENT.size());
  }

  private static void table(Table table, MemorySegment out, String name) {
    SREGS.set(out, name + ".base", table.base());
    SREGS.set(out, name + ".limit", table.limit());
  }
}
