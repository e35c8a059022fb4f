package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.irqchip.LocalApic;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The word in guest memory by which a guest reads and writes its task priority without leaving
 * (KVM_SET_VAPIC_ADDR; kvm_lapic_sync_to_vapic and kvm_lapic_sync_from_vapic).
 */
public final class VirtualApicPage {
  private final Vcpu vcpu;
  private long address;

  VirtualApicPage(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /**
   * Sets where the word is; 0 for nowhere.
   *
   * @return false where no slot is: EINVAL
   */
  public boolean at(long gpa) {
    MemorySegment word = MemorySegment.ofArray(new int[1]);
    boolean there = gpa == 0 || GuestMemory.read(vcpu, gpa, word) || hasSlot(gpa);
    address = there ? gpa : address;
    return there;
  }

  private boolean hasSlot(long gpa) {
    return vcpu.memslots().find(gpa >>> Pages.SHIFT) != null;
  }

  /** The guest is about to be entered. */
  public void enter() {
    LocalApic apic = vcpu.interrupts().apic();
    if (address != 0 && apic != null) {
      boolean unused =
          GuestMemory.write(
              vcpu, address, MemorySegment.ofArray(new int[] {apic.prioritiesForGuest()}));
    }
  }

  /** The guest has been left. */
  public void leave() {
    LocalApic apic = vcpu.interrupts().apic();
    MemorySegment word = MemorySegment.ofArray(new int[1]);
    if (address != 0 && apic != null && GuestMemory.read(vcpu, address, word)) {
      apic.taskPriorityRegister(word.get(ValueLayout.JAVA_INT, 0) & 0xff);
    }
  }
}
