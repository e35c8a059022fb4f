package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.DFR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ID;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LDR;

/**
 * Which destinations mean a local APIC (SDM vol. 3, 12.6.2 and 12.12.10; kvm_apic_match_dest).
 * Whoever owns the registers serialises the calls.
 */
final class ApicAddress {
  private static final int XAPIC_BROADCAST = 0xff;
  private static final int X2APIC_BROADCAST = -1;
  private static final int FLAT = -1;
  private static final int CLUSTER = 0x0fff_ffff;

  private final ApicRegisters registers;
  private final int number;

  ApicAddress(ApicRegisters registers, int number) {
    this.registers = registers;
    this.number = number;
  }

  /** The id of xAPIC mode: 8 bits, which software can change. */
  void xapic() {
    registers.set(ID, number << 24);
  }

  /** The id of x2APIC mode, and what follows from it (kvm_apic_set_x2apic_id). */
  void x2apic() {
    registers.set(ID, number);
    registers.set(LDR, fixedLogical());
  }

  /** kvm_apic_calc_x2apic_ldr. */
  private int fixedLogical() {
    return number >>> 4 << 16 | 1 << (number & 0xf);
  }

  /** Whether a message means this APIC, whose mode is given. */
  boolean means(Ipi ipi, ApicMode mode, boolean rewritesBroadcast) {
    int destination = ipi.destination();
    boolean x2apic = mode == ApicMode.X2APIC;
    if (rewritesBroadcast && !ipi.fromApic() && destination == XAPIC_BROADCAST && x2apic) {
      destination = X2APIC_BROADCAST;
    }
    if (destination == (x2apic ? X2APIC_BROADCAST : XAPIC_BROADCAST)) {
      return true;
    }
    return ipi.logical() ? meansLogical(destination, x2apic) : meansPhysical(destination, x2apic);
  }

  /** An id that xAPIC mode cannot have is compared with that of x2APIC mode. */
  private boolean meansPhysical(int destination, boolean x2apic) {
    boolean wide = Integer.compareUnsigned(destination, XAPIC_BROADCAST) > 0;
    return x2apic || wide ? destination == number : destination == physical(false);
  }

  private boolean meansLogical(int destination, boolean x2apic) {
    int id = logical(x2apic);
    if (x2apic) {
      return id >>> 16 == destination >>> 16 && (id & destination & 0xffff) != 0;
    }
    return switch (registers.get(DFR)) {
      case FLAT -> (id & destination) != 0;
      case CLUSTER -> id >>> 4 == destination >>> 4 && (id & destination & 0xf) != 0;
      default -> false;
    };
  }

  /** The address of a mode that nobody shares. */
  int physical(boolean x2apic) {
    return x2apic ? number : registers.get(ID) >>> 24;
  }

  /** What LDR has: 32 bits in x2APIC mode, else 8. */
  int logical(boolean x2apic) {
    int own = registers.get(LDR);
    return x2apic ? own : own >>> 24;
  }

  boolean flat() {
    return registers.get(DFR) == FLAT;
  }

  /** Whether a message is for all, as long as nobody says that 0xff is an address. */
  static boolean isBroadcast(Ipi ipi, boolean fromX2apic) {
    return ipi.destination() == (fromX2apic ? X2APIC_BROADCAST : XAPIC_BROADCAST);
  }
}
