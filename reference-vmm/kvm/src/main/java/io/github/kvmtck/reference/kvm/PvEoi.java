package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.msr.MsrRegister;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * MSR_KVM_PV_EOI_EN: a byte in guest memory by which a guest ends an interrupt without leaving.
 * Where one interrupt is in service and no other waits, KVM sets its lowest bit before it enters
 * the guest; a guest that clears the bit has ended the interrupt (apic_sync_pv_eoi_to_guest and
 * apic_sync_pv_eoi_from_guest).
 */
public final class PvEoi implements MsrRegister {
  /** KVM_MSR_ENABLED; also KVM_PV_EOI_ENABLED. */
  private static final int ENABLED = 1;

  /** The byte is in a word that does not cross a page. */
  private static final int ALIGNMENT = 3;

  private final Vcpu vcpu;
  private long value;
  private boolean offered;

  PvEoi(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  @Override
  public long get() {
    return value;
  }

  /** kvm_lapic_enable_pv_eoi: there must be memory where the byte is. */
  @Override
  public boolean set(long next, boolean host) {
    long address = next & ~ENABLED;
    boolean enabled = (next & ENABLED) != 0;
    if ((address & ALIGNMENT) != 0 || enabled && !GuestMemory.read(vcpu, address, room())) {
      return false;
    }
    value = next;
    return true;
  }

  /** kvm_lapic_reset. */
  void reset() {
    value = 0;
    offered = false;
  }

  /** The guest is about to be entered. */
  public void enter() {
    LocalApic apic = vcpu.interrupts().apic();
    if ((value & ENABLED) == 0 || apic == null) {
      return;
    }
    int vector = apic.onlyInService();
    offered = vector != LocalApic.NONE && !vcpu.interrupts().eoi().heard(vector) && put(ENABLED);
  }

  /** The guest has been left: the offer ends, taken or not. */
  public void leave() {
    LocalApic apic = vcpu.interrupts().apic();
    if (!offered || apic == null) {
      return;
    }
    offered = false;
    MemorySegment now = room();
    boolean untaken =
        GuestMemory.read(vcpu, address(), now)
            && (now.get(ValueLayout.JAVA_BYTE, 0) & ENABLED) != 0
            && put(0);
    if (!untaken) {
      apic.access().endOfInterrupt();
      vcpu.request(Requests.EVENT);
    }
  }

  private boolean put(int flag) {
    return GuestMemory.write(vcpu, address(), MemorySegment.ofArray(new byte[] {(byte) flag}));
  }

  private static MemorySegment room() {
    return MemorySegment.ofArray(new byte[1]);
  }

  private long address() {
    return value & ~ENABLED;
  }
}
