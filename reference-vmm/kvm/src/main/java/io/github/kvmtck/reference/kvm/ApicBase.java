package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.ApicMode;
import io.github.kvmtck.reference.irqchip.LocalApic;
import org.jspecify.annotations.Nullable;

/** IA32_APIC_BASE of a vCPU: where its local APIC is and in which mode (kvm_apic_set_base). */
final class ApicBase {
  private static final long AT_RESET = 0xfee0_0000L | ApicMode.ENABLE;
  private static final long BOOT_PROCESSOR = 1 << 8;
  private static final long PAGE = -4096;

  /** Bits below the flags, and the one between them. */
  private static final long RESERVED = 0x2ff;

  private final Vcpu vcpu;
  private final @Nullable LocalApic apic;
  private volatile long value;

  ApicBase(Vcpu vcpu, @Nullable LocalApic apic) {
    this.vcpu = vcpu;
    this.apic = apic;
    this.value = AT_RESET | (vcpu.bootProcessor() ? BOOT_PROCESSOR : 0);
  }

  long get() {
    return value;
  }

  ApicMode mode() {
    return ApicMode.of(value);
  }

  /** Whether an address lies in the register page. */
  boolean covers(long address) {
    return (address & PAGE) == (value & PAGE);
  }

  /**
   * Writes it.
   *
   * @param host by a client, who may change the mode in ways that a guest may not (SDM vol. 3,
   *     figure 12-27)
   * @return false where it is refused
   */
  boolean set(long next, boolean host) {
    if (next == value) {
      return true;
    }
    ApicMode from = mode();
    ApicMode to = ApicMode.of(next);
    boolean x2apic = vcpu.settings().cpuid().hasX2apic();
    long reserved = RESERVED | vcpu.settings().reservedAddressBits();
    boolean valid =
        (next & (reserved | (x2apic ? 0 : ApicMode.X2APIC_ENABLE))) == 0 && to != ApicMode.INVALID;
    boolean jumps =
        from == ApicMode.X2APIC && to == ApicMode.XAPIC
            || from == ApicMode.DISABLED && to == ApicMode.X2APIC;
    if (!valid || !host && jumps) {
      return false;
    }
    value = next;
    if (apic != null) {
      apic.mode(to);
    }
    return true;
  }
}
