package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.x86.Stop;
import java.util.List;

/**
 * What re-entry has to do before anything else: the kernel's complete_userspace_io. It is owned by
 * the vCPU and holds all it needs, because the client can overwrite every byte of kvm_run (rules
 * COMP-10 and COMP-17).
 */
public sealed interface Pending {

  /**
   * Fast IN: the data goes to RAX and the instruction is skipped, unless userspace has moved RIP.
   *
   * @param size bytes
   * @param linearRip linear address of the instruction
   * @param nextRip instruction pointer behind it
   */
  record FastIn(int size, long linearRip, long nextRip) implements Pending {}

  /** Fast OUT: the instruction is skipped, unless userspace has moved RIP. */
  record FastOut(long linearRip, long nextRip) implements Pending {}

  /** OUT to port 0x7e, already skipped (KVM_X86_QUIRK_OUT_7E_INC_RIP). */
  record SkippedOut() implements Pending {}

  /**
   * The instruction is executed again, decoded as it was, with the answer that userspace gives to
   * what it asked (x86_emulate_instruction with EMULTYPE_NO_DECODE).
   */
  record Reexecute(Stop.Suspended stop, Question question) implements Pending {}

  /**
   * The rest of an MMIO write. The instruction has completed.
   *
   * @param pieces every piece of the write, in ascending order
   * @param current the one that userspace has been told of
   */
  record MmioWrite(List<MmioPiece> pieces, int current) implements Pending {}

  /** RDMSR: EDX:EAX from the client and skip, or #GP(0). */
  record MsrRead(long nextRip) implements Pending {}

  /** WRMSR: skip, or #GP(0). */
  record MsrWrite(long nextRip) implements Pending {}

  /**
   * VMCALL: RAX from the client and skip.
   *
   * @param longMode RAX takes all 64 bits
   */
  record Hypercall(long nextRip, boolean longMode) implements Pending {}

  /**
   * A Hyper-V hypercall: the result from the client and skip, wherever RIP is by then (COMP-27).
   *
   * @param length of the instruction
   */
  record HypervCall(HypervInput call, int length) implements Pending {}
}
