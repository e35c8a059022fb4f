package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.smm.StateSave;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Cpu;
import io.github.kvmtck.x86.cpu.DebugRegisters;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.cpu.Segment;
import io.github.kvmtck.x86.cpu.Table;
import java.lang.foreign.MemorySegment;

/** System management mode of a vCPU (arch/x86/kvm/smm.c). */
public final class SystemManagement {
  private static final long SMBASE_AT_RESET = 0x3_0000;
  private static final int ENTRY = 0x8000;
  private static final int EXTENDED_FEATURES = 0x8000_0001;
  private static final int LONG_MODE = 1 << 29;

  /** Present, writable data of 4 GiB: what every segment is on entry. */
  private static final int FLAT = 0x8093;

  private static final long FOUR_GIB = 0xffff_ffffL;

  private final Vcpu vcpu;
  private volatile boolean active;
  private volatile boolean pending;
  private boolean insideNmi;
  private long smbase = SMBASE_AT_RESET;
  private long count;

  SystemManagement(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** is_smm. */
  public boolean active() {
    return active;
  }

  /** Whether an SMI waits to be taken (vcpu-&gt;arch.smi_pending). */
  public boolean pending() {
    return pending;
  }

  public void pending(boolean waits) {
    pending = waits;
  }

  /** process_smi: a request that has come is pending from now on. */
  public void takeRequest() {
    if (vcpu.requests().take(Requests.SMI)) {
      pending = true;
      vcpu.requests().make(Requests.EVENT);
    }
  }

  /** Whether an SMI ends a halt. */
  boolean wakes() {
    return vcpu.requests().has(Requests.SMI) || pending && !blocked();
  }

  /** svm_smi_blocked. */
  private boolean blocked() {
    return active || !vcpu.nested().globalInterruptFlag();
  }

  /** Whether NMIs were masked already when the SMI was taken. */
  public boolean insideNmi() {
    return insideNmi;
  }

  public void insideNmi(boolean masked) {
    insideNmi = masked;
  }

  /** How many SMIs have been taken: MSR_SMI_COUNT. */
  public long count() {
    return count;
  }

  public void count(long value) {
    count = value;
  }

  /** IA32_SMBASE. */
  public long smbase() {
    return smbase;
  }

  public void smbase(long base) {
    smbase = base;
  }

  /** kvm_smm_changed: the vCPU sees another address space from now on. */
  public void change(boolean entering) {
    active = entering;
    if (!entering) {
      insideNmi = false;
      vcpu.requests().make(Requests.EVENT);
    }
    vcpu.cpu().flushTranslations();
  }

  /** kvm_vcpu_reset: SMBASE is left as it is. */
  void reset() {
    active = false;
    insideNmi = false;
    pending = false;
  }

  /** Takes the SMI that waits, if the boundary lets it. Returns whether it did. */
  public boolean takePending() {
    boolean boundary = vcpu.cpu().events.pendingVector() == Events.NONE;
    if (!pending || blocked() || !boundary) {
      return false;
    }
    pending = false;
    count++;
    enter();
    return true;
  }

  private StateSave layout() {
    int features = vcpu.settings().cpuid().find(EXTENDED_FEATURES, 0).edx();
    return StateSave.of((features & LONG_MODE) != 0);
  }

  /** enter_smm. */
  private void enter() {
    Cpu cpu = vcpu.cpu();
    MemorySegment area = MemorySegment.ofArray(new byte[StateSave.SIZE]);
    layout().save(cpu, smbase, area);
    change(true);
    if (!GuestMemory.write(vcpu, smbase + StateSave.OFFSET, area)) {
      vcpu.vm().die();
      return;
    }
    if (cpu.events.nmiBlocked()) {
      insideNmi = true;
    } else {
      cpu.events.nmiBlocked(true);
    }
    cpu.flags.set(2);
    cpu.rip = ENTRY;
    cpu.events.stiShadow(false);
    cpu.events.movSsShadow(false);
    cpu.control.idtr(new Table(0, 0));
    cpu.debug.dr7(DebugRegisters.DR7_INIT);
    long off = Control.CR0_PE | Control.CR0_EM | Control.CR0_TS | Control.CR0_PG;
    cpu.control.set(cpu.control.cr0() & ~off, cpu.control.cr2(), cpu.control.cr3(), 0, efer(cpu));
    Segment data = new Segment(0, 0, FOUR_GIB, FLAT);
    for (int i = Segment.ES; i <= Segment.GS; i++) {
      cpu.segments.set(i, data);
    }
    cpu.segments.set(
        Segment.CS, new Segment((int) (smbase >>> 4) & 0xffff, smbase, FOUR_GIB, FLAT));
    cpu.refresh();
  }

  /** A guest without long mode has no EFER that would have to be cleared. */
  private long efer(Cpu cpu) {
    int features = vcpu.settings().cpuid().find(EXTENDED_FEATURES, 0).edx();
    return (features & LONG_MODE) != 0 ? 0 : cpu.control.efer();
  }

  /**
   * emulator_leave_smm.
   *
   * @return false where the state cannot be had or is none: the processor shuts down
   */
  boolean resume() {
    Cpu cpu = vcpu.cpu();
    MemorySegment area = MemorySegment.ofArray(new byte[StateSave.SIZE]);
    if (!GuestMemory.read(vcpu, smbase + StateSave.OFFSET, area)) {
      return false;
    }
    if (!insideNmi) {
      cpu.events.nmiBlocked(false);
    }
    change(false);
    StateSave layout = layout();
    smbase = layout.smbase(area);
    return layout.load(cpu, area);
  }
}
