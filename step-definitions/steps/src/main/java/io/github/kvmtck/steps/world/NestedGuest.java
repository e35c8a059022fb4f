package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.api.uapi.NestedState;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.NotApplicable;
import io.github.kvmtck.steps.words.Data;

/**
 * A nested guest (L2) whose hypervisor never ran: userspace restores a vCPU into guest mode, as it
 * would after a migration (api.rst 4.115). The registers are those of L2. VMCB12 intercepts nothing
 * but VMRUN, so that L1 is never entered. A VMCS12 is not to be had without running a hypervisor,
 * and so this is for hosts whose format is SVM's.
 */
public final class NestedGuest {
  private static final int VMCB_BYTES = 4096;
  private static final long VMCB_ADDRESS = 0xE000;

  private static final long EFER_SVME = 1 << 12;

  private static final int INTERCEPTS_WORD_4 = 0x10;
  private static final int ASID = 0x58;

  /** Fields of VMCB12's state-save area, which has the state of L1. */
  private static final int EFER = 0x4D0;

  private static final int CR4 = 0x548;
  private static final int CR3 = 0x550;
  private static final int CR0 = 0x558;
  private static final int DR7 = 0x560;
  private static final int DR6 = 0x568;
  private static final int RFLAGS = 0x570;

  private final World world;

  public NestedGuest(World world) {
    this.world = world;
  }

  /**
   * From now on the vCPU runs L2.
   *
   * @throws NotApplicable where the host's format is another
   */
  public void enter() {
    Sregs enabled = enable();
    byte[] state = new byte[(int) NestedState.NESTED_STATE.size() + VMCB_BYTES];
    int vmcb = (int) NestedState.NESTED_STATE.size();
    put(state, vmcb + INTERCEPTS_WORD_4, 1);
    put(state, vmcb + ASID, 1);
    put(state, vmcb + EFER, enabled.get("efer"));
    put(state, vmcb + CR4, enabled.get("cr4"));
    put(state, vmcb + CR3, enabled.get("cr3"));
    put(state, vmcb + CR0, enabled.get("cr0"));
    put(state, vmcb + DR7, 0x400);
    put(state, vmcb + DR6, 0xFFFF_0FF0L);
    put(state, vmcb + RFLAGS, 2);
    long flags = NestedState.KVM_STATE_NESTED_GUEST_MODE | NestedState.KVM_STATE_NESTED_GIF_SET;
    set(header(StructValue.of(NestedState.NESTED_STATE, state), flags, state.length)).orThrow();
    world.remember();
  }

  /** EFER.SVME, without which there is no nested guest. */
  private Sregs enable() {
    Vcpu vcpu = world.machine().vcpu();
    requireSvm(vcpu);
    Sregs sregs = vcpu.getSregs().value();
    Sregs enabled = sregs.with("efer", sregs.get("efer") | EFER_SVME);
    vcpu.setSregs(enabled).orThrow();
    return enabled;
  }

  /**
   * From now on GIF is so, as after STGI and CLGI.
   *
   * @throws NotApplicable where the host's format is another: VMX has no GIF
   */
  public void gif(boolean on) {
    enable();
    set(outside(on ? NestedState.KVM_STATE_NESTED_GIF_SET : 0)).orThrow();
    world.remember();
  }

  /** From now on the vCPU runs L1 again. */
  public Result leave() {
    return set(outside(NestedState.KVM_STATE_NESTED_GIF_SET)).result();
  }

  /** The state of a vCPU outside guest mode, with these of KVM_STATE_NESTED_*. */
  private static StructValue outside(long flags) {
    StructValue state = StructValue.of(NestedState.NESTED_STATE);
    return header(state, flags, NestedState.NESTED_STATE.size());
  }

  private void requireSvm(Vcpu vcpu) {
    StructValue room =
        StructValue.of(NestedState.NESTED_STATE).with("size", NestedState.NESTED_STATE.size());
    long format = vcpu.ioctl(NestedState.KVM_GET_NESTED_STATE, room).value().get("format");
    if (format != NestedState.KVM_STATE_NESTED_FORMAT_SVM) {
      String evidence = "KVM_GET_NESTED_STATE says format " + format + ", which is not that of SVM";
      Attachments.evidence(world.scenario(), "the format of nested state", evidence);
      throw new NotApplicable(evidence);
    }
  }

  private static StructValue header(StructValue state, long flags, long size) {
    return state
        .with("flags", flags)
        .with("format", NestedState.KVM_STATE_NESTED_FORMAT_SVM)
        .with("size", size)
        .with("hdr.svm.vmcb_pa", VMCB_ADDRESS);
  }

  private Reply<StructValue> set(StructValue state) {
    return world.machine().vcpu().ioctl(NestedState.KVM_SET_NESTED_STATE, state);
  }

  private static void put(byte[] state, int at, long value) {
    byte[] bytes = Data.littleEndian(value, Long.BYTES);
    System.arraycopy(bytes, 0, state, at, bytes.length);
  }
}
