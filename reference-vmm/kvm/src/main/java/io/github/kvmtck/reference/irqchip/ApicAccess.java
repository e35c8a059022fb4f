package io.github.kvmtck.reference.irqchip;

import static io.github.kvmtck.reference.irqchip.ApicRegisters.DFR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.EOI;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ESR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_HIGH;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_LOW;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ICR_UPPER;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.ID;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LDR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_ERROR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_LINT0;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_LINT1;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_MASKED;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.LVT_TIMER;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.PPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SELF_IPI;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SVR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.SVR_DIRECTED_EOI;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TDCR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMCCT;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TMICT;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.TPR;
import static io.github.kvmtck.reference.irqchip.ApicRegisters.VERSION;

import java.util.OptionalLong;

/**
 * The registers of a local APIC as its guest reads and writes them: in the register page
 * (apic_mmio_read, apic_mmio_write), and as MSRs in x2APIC mode (kvm_x2apic_msr_read,
 * kvm_x2apic_msr_write). What has an effect elsewhere has it without the lock.
 */
public final class ApicAccess {
  /** Offset of the task priority register in the register page. */
  public static final int TASK_PRIORITY = TPR;

  /** Bytes of the register page that are answered. */
  private static final int LENGTH = 0x1000;

  /** The MSR of the register at offset 0. */
  private static final int FIRST_MSR = 0x800;

  private static final int HIGH_BYTE = 0xff00_0000;
  private static final int SVR_BITS = 0x3ff;
  private static final int ICR_BUSY = 1 << 12;
  private static final long LOW_32 = 0xffff_ffffL;

  /** X2APIC_ICR_RESERVED_BITS. */
  private static final long ICR_RESERVED = 0xfff0_0000L | 3 << 16 | 1 << 13;

  /** What may be written into the entries of the local vector table (apic_lvt_mask). */
  private static final int LVT_BITS = LVT_MASKED | ICR_BUSY | LocalApic.VECTOR_MASK;

  private static final int LVT_MODE_BITS = LVT_BITS | 7 << 8;
  private static final int LINT_BITS = LVT_MODE_BITS | 7 << 13;

  private final LocalApic apic;
  private final ApicRegisters registers;
  private final ApicVectors vectors;
  private final ApicTimer timer;
  private final ApicWiring wiring;

  ApicAccess(
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
   * A read in the register page: narrow ones see a part of a register, and what does not lie in
   * one, or in a register that cannot be read, is 0.
   */
  public long read(int offset, int length) {
    int part = offset & 0xf;
    if (offset >= LENGTH || part + length > Integer.BYTES) {
      return 0;
    }
    long value = read(offset & ~0xf).orElse(0);
    return value >>> part * 8 & (1L << length * 8) - 1;
  }

  /** A write in the register page: anything but an aligned one of 32 bits is ignored. */
  public void write(int offset, int length, long value) {
    if (length == Integer.BYTES && (offset & 0xf) == 0) {
      boolean unused = write(offset, (int) value);
    }
  }

  /** RDMSR; empty where there is no such register, or the mode is another. */
  public OptionalLong readMsr(int index) {
    int register = index - FIRST_MSR << 4;
    if (apic.mode() != ApicMode.X2APIC) {
      return OptionalLong.empty();
    }
    return register == ICR_LOW ? OptionalLong.of(icr()) : read(register);
  }

  private long icr() {
    synchronized (apic) {
      return registers.get(ICR_LOW) & LOW_32 | (long) registers.get(ICR_UPPER) << 32;
    }
  }

  /** WRMSR; false where it is refused. All but ICR have 32 bits. */
  public boolean writeMsr(int index, long value) {
    int register = index - FIRST_MSR << 4;
    if (apic.mode() != ApicMode.X2APIC) {
      return false;
    }
    return register == ICR_LOW
        ? writeIcr(value)
        : value >>> 32 == 0 && write(register, (int) value);
  }

  private OptionalLong read(int register) {
    synchronized (apic) {
      if (!ApicRegisters.readable(register, apic.mode())) {
        return OptionalLong.empty();
      }
      int value =
          switch (register) {
            case PPR -> vectors.priority();
            case TMCCT -> timer.currentCount();
            case VERSION -> wiring.version();
            default -> registers.get(register);
          };
      return OptionalLong.of(value & LOW_32);
    }
  }

  /** kvm_lapic_reg_write. */
  private boolean write(int register, int value) {
    boolean x2apic = apic.mode() == ApicMode.X2APIC;
    switch (register) {
      case EOI -> endOfInterrupt();
      case ICR_LOW -> send(value & ~ICR_BUSY);
      case SELF_IPI -> {
        return x2apic && sendToSelf(value);
      }
      case ID, LDR, DFR, ICR_HIGH -> {
        return !x2apic && storeAddress(register, value);
      }
      case ESR -> {
        // KVM has no errors to tell of.
        return !x2apic || value == 0;
      }
      default -> {
        return store(register, value);
      }
    }
    return true;
  }

  /** What a write of EOI does (apic_set_eoi). */
  public void endOfInterrupt() {
    int vector;
    boolean level;
    synchronized (apic) {
      vector = vectors.end();
      if (vector == LocalApic.NONE) {
        return;
      }
      level = vectors.levelTriggered(vector);
    }
    wiring.endOfInterrupt(vector, level);
  }

  private void send(int low) {
    int destination;
    synchronized (apic) {
      registers.set(ICR_LOW, low);
      destination = apic.destination();
    }
    wiring.send(Ipi.fromIcr(low, destination));
  }

  private boolean writeIcr(long value) {
    if ((value & ICR_RESERVED) != 0) {
      return false;
    }
    synchronized (apic) {
      registers.set(ICR_UPPER, (int) (value >>> 32));
    }
    send((int) value & ~ICR_BUSY);
    return true;
  }

  private boolean sendToSelf(int vector) {
    if ((vector & ~LocalApic.VECTOR_MASK) != 0) {
      return false;
    }
    wiring.send(Ipi.fromIcr(Ipi.SELF << 18 | vector, 0));
    return true;
  }

  private boolean storeAddress(int register, int value) {
    synchronized (apic) {
      registers.set(register, register == DFR ? value | 0x0fff_ffff : value & HIGH_BYTE);
      return true;
    }
  }

  private boolean store(int register, int value) {
    synchronized (apic) {
      switch (register) {
        case TPR -> {
          registers.set(TPR, value & 0xff);
          int unused = vectors.priority();
        }
        case SVR -> spuriousVector(value);
        case LVT_TIMER -> local(register, value, LVT_BITS | wiring.timerModes());
        case LVT_LINT0, LVT_LINT1 -> local(register, value, LINT_BITS);
        case LVT_ERROR -> local(register, value, LVT_BITS);
        case TMICT -> timer.initialCount(value);
        case TDCR -> timer.divideBy(value);
        default -> {
          boolean exists = register > LVT_TIMER && register < LVT_LINT0;
          if (exists) {
            local(register, value, LVT_MODE_BITS);
          }
          return exists;
        }
      }
      return true;
    }
  }

  private void spuriousVector(int value) {
    int directed = (wiring.version() & ApicWiring.DIRECTED_EOI) != 0 ? SVR_DIRECTED_EOI : 0;
    registers.set(SVR, value & (SVR_BITS | directed));
    if (!registers.enabled()) {
      registers.maskLocal();
    }
  }

  /** While software has the APIC disabled, the masks cannot be taken away. */
  private void local(int register, int value, int bits) {
    registers.set(register, value & bits | (registers.enabled() ? 0 : LVT_MASKED));
    if (register == LVT_TIMER) {
      timer.lvtChanged();
    }
  }
}
