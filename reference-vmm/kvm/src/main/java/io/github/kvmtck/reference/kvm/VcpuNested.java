package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.NestedState;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Whether a vCPU runs a nested guest (struct svm_nested_state). This is a state of the model and no
 * execution of SVM: the processor has no VMRUN, so a client enters L2 with KVM_SET_NESTED_STATE,
 * with the registers that there are; of VMCB12 nothing is carried out, and L1 never gets an exit.
 * What KVM itself does otherwise for L2 it does (is_guest_mode). The format is that of SVM, which
 * asks least of a client.
 */
public final class VcpuNested {
  /** KVM_STATE_NESTED_SVM_VMCB_SIZE. */
  public static final int VMCB_BYTES = 4096;

  /** What KVM_GET_NESTED_STATE may need room for: KVM_CAP_NESTED_STATE. */
  public static final int MOST_BYTES = (int) NestedState.NESTED_STATE.size() + VMCB_BYTES;

  private volatile boolean guestMode;
  private volatile boolean globalInterruptFlag = true;
  private long vmcbAddress = -1;
  private byte @Nullable [] vmcb;

  /** is_guest_mode: L2 runs. */
  public boolean guestMode() {
    return guestMode;
  }

  /**
   * GIF, which CLGI and STGI would change. Cleared it holds back interrupts, NMIs, SMIs, INIT and
   * SIPI (svm_interrupt_blocked, svm_nmi_blocked, svm_smi_blocked, svm_apic_init_signal_blocked).
   */
  public boolean globalInterruptFlag() {
    return globalInterruptFlag;
  }

  /** Where L1 has VMCB12. */
  public long vmcbAddress() {
    return vmcbAddress;
  }

  /** VMCB12 as the client gave it; null outside guest mode. */
  public @Nullable MemorySegment vmcb() {
    byte[] known = vmcb;
    return known == null ? null : MemorySegment.ofArray(known.clone());
  }

  /** enter_svm_guest_mode, without VMRUN. */
  public void enter(long address, byte[] vmcb12, boolean gif) {
    vmcbAddress = address;
    vmcb = vmcb12.clone();
    globalInterruptFlag = gif;
    guestMode = true;
  }

  /** svm_leave_nested: L1 runs, with the registers that there are. */
  public void leave(boolean gif) {
    guestMode = false;
    vmcb = null;
    vmcbAddress = -1;
    globalInterruptFlag = gif;
  }
}
