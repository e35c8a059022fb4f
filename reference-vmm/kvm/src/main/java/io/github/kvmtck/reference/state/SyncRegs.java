package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.RunBits.KVM_SYNC_X86_EVENTS;
import static io.github.kvmtck.api.uapi.RunBits.KVM_SYNC_X86_REGS;
import static io.github.kvmtck.api.uapi.RunBits.KVM_SYNC_X86_SREGS;
import static io.github.kvmtck.api.uapi.RunOffsets.KVM_DIRTY_REGS;
import static io.github.kvmtck.api.uapi.RunOffsets.KVM_VALID_REGS;
import static io.github.kvmtck.api.uapi.RunOffsets.SYNC_EVENTS;
import static io.github.kvmtck.api.uapi.RunOffsets.SYNC_REGS;
import static io.github.kvmtck.api.uapi.RunOffsets.SYNC_SREGS;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.VcpuEvents;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Registers in kvm_run itself (api.rst 6.74, struct kvm_sync_regs). */
public final class SyncRegs {
  /** The register sets that exist (kvm_sync_valid_fields). */
  public static final long ALL = KVM_SYNC_X86_REGS | KVM_SYNC_X86_SREGS | KVM_SYNC_X86_EVENTS;

  private SyncRegs() {}

  /**
   * sync_regs: takes what the client marked dirty, set by set; a set that was taken is no longer
   * dirty (rule RUN-04).
   *
   * @return false where a set is not valid: EINVAL
   */
  public static boolean take(Vcpu vcpu) {
    MemorySegment run = vcpu.run().pages();
    if (dirty(vcpu, KVM_SYNC_X86_REGS)) {
      Regs.set(vcpu, run.asSlice(SYNC_REGS, Registers.REGS.size()));
      clean(vcpu, KVM_SYNC_X86_REGS);
    }
    if (dirty(vcpu, KVM_SYNC_X86_SREGS)) {
      byte[] sregs = copy(run, SYNC_SREGS, Registers.SREGS.size());
      if (!Sregs.set(vcpu, MemorySegment.ofArray(sregs))) {
        return false;
      }
      clean(vcpu, KVM_SYNC_X86_SREGS);
    }
    if (dirty(vcpu, KVM_SYNC_X86_EVENTS)) {
      byte[] events = copy(run, SYNC_EVENTS, VcpuEvents.VCPU_EVENTS.size());
      if (!EventFields.set(vcpu, MemorySegment.ofArray(events))) {
        return false;
      }
      clean(vcpu, KVM_SYNC_X86_EVENTS);
    }
    return true;
  }

  /** The client may write kvm_run meanwhile: what is checked must be what is used. */
  private static byte[] copy(MemorySegment run, long offset, long size) {
    return run.asSlice(offset, size).toArray(ValueLayout.JAVA_BYTE);
  }

  private static boolean dirty(Vcpu vcpu, int set) {
    return (vcpu.run().u64(KVM_DIRTY_REGS) & set) != 0;
  }

  private static void clean(Vcpu vcpu, int set) {
    vcpu.run().u64(KVM_DIRTY_REGS, vcpu.run().u64(KVM_DIRTY_REGS) & ~set);
  }

  /** store_regs: fills the sets that the client asked for. */
  public static void store(Vcpu vcpu) {
    MemorySegment run = vcpu.run().pages();
    long asked = vcpu.run().u64(KVM_VALID_REGS);
    if ((asked & KVM_SYNC_X86_REGS) != 0) {
      Regs.get(vcpu, run.asSlice(SYNC_REGS, Registers.REGS.size()));
    }
    if ((asked & KVM_SYNC_X86_SREGS) != 0) {
      Sregs.get(vcpu, run.asSlice(SYNC_SREGS, Registers.SREGS.size()).fill((byte) 0));
    }
    if ((asked & KVM_SYNC_X86_EVENTS) != 0) {
      EventFields.get(vcpu, run.asSlice(SYNC_EVENTS, VcpuEvents.VCPU_EVENTS.size()).fill((byte) 0));
    }
  }
}
