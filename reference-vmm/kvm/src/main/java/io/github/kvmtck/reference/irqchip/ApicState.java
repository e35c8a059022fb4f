package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_HIGH;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_UPPER;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ID;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.PPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SVR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMCCT;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.VERSION;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The register page of a local APIC as clients save and restore it (struct kvm_lapic_state). */
public final class ApicState {
  private final LocalApic apic;
  private final ApicRegisters registers;
  private final ApicVectors vectors;
  private final ApicTimer timer;
  private final ApicWiring wiring;

  ApicState(
      LocalApic apic,
      ApicRegisters registers,
      ApicVectors vectors,
      ApicTimer timer,
      ApicWiring wiring) {
    this.apic = apic;
    this.registers = registers;
    this.vectors = vectors;
    this.timer = timer;
    this.wiring = wiring;
  }

  /**
   * KVM_GET_LAPIC (kvm_apic_get_state).
   *
   * @param wideIds the id of x2APIC mode stands as it is (KVM_X2APIC_API_USE_32BIT_IDS)
   */
  public void save(MemorySegment out, boolean wideIds) {
    synchronized (apic) {
      registers.set(VERSION, wiring.version());
      registers.copyTo(out);
      put(out, TMCCT, timer.currentCount());
      if (apic.mode() == ApicMode.X2APIC) {
        put(out, ID, wideIds ? apic.number() : apic.number() << 24);
        put(out, ICR_HIGH, registers.get(ICR_UPPER));
      }
    }
  }

  /**
   * KVM_SET_LAPIC (kvm_apic_set_state): in x2APIC mode ids cannot be changed.
   *
   * @return false where a client that knows of wide ids sets another
   */
  public boolean load(MemorySegment in, boolean wideIds) {
    synchronized (apic) {
      boolean x2apic = apic.mode() == ApicMode.X2APIC;
      if (x2apic && wideIds && get(in, ID) != apic.number()) {
        registers.set(SVR, get(in, SVR));
        return false;
      }
      boolean serves = vectors.serves();
      registers.copyFrom(in);
      if (x2apic) {
        apic.fixX2apicIds();
        registers.set(ICR_UPPER, registers.get(ICR_HIGH));
      }
      // KVM looks at ISR only where it knew before that something is in service.
      if (serves) {
        int unused = vectors.priority();
      } else {
        registers.set(PPR, registers.get(TPR) & 0xff);
      }
      timer.restore();
      return true;
    }
  }

  private static int get(MemorySegment page, int register) {
    return page.get(ValueLayout.JAVA_INT_UNALIGNED, register);
  }

  private static void put(MemorySegment page, int register, int value) {
    page.set(ValueLayout.JAVA_INT_UNALIGNED, register, value);
  }
}
