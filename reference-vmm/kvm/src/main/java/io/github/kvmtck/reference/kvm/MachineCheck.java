package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.msr.MsrRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The machine-check banks of a vCPU (api.rst 4.104 to 4.106; SDM vol. 3, 17.3): what a client
 * injects is kept there, and what is uncorrected raises #MC.
 */
public final class MachineCheck {
  /** KVM_MAX_MCE_BANKS. */
  public static final int BANKS = 32;

  /** KVM_MCE_CAP_SUPPORTED: MCG_CTL_P, MCG_SER_P. */
  public static final long SUPPORTED = 1 << 8 | 1 << 24;

  private static final int MACHINE_CHECK = 18;
  private static final long CONTROL = 1 << 8;
  private static final long COUNT = 0xff;
  private static final long EXTENDED_COUNT = 0xff0000;
  private static final long IN_PROGRESS = 1 << 2;
  private static final long CR4_MCE = 1 << 6;
  private static final long VALID = 1L << 63;
  private static final long OVERFLOW = 1L << 62;
  private static final long UNCORRECTED = 1L << 61;

  /** The registers of a bank: control, status, address and more. */
  private static final int REGISTERS = 4;

  private static final int STATUS = 1;

  /** Bits that some guests take away: KVM lets them. */
  private static final long CLEARED_BY_SOME = 1 << 10 | 1;

  /** What a client injects (struct kvm_x86_mce). */
  public record Event(int bank, long status, long address, long misc, long globalStatus) {}

  /** The registers by index. */
  static final Map<Integer, Function<VcpuMsrs, MsrRegister>> MODEL = model();

  private final Vcpu vcpu;
  private final HardwareConfiguration configuration;
  private final long[] banks = new long[BANKS * REGISTERS];
  private long capability = BANKS;
  private long globalStatus;
  private long globalControl;

  MachineCheck(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.configuration = new HardwareConfiguration(vcpu);
  }

  private static Map<Integer, Function<VcpuMsrs, MsrRegister>> model() {
    Map<Integer, Function<VcpuMsrs, MsrRegister>> model = new HashMap<>();
    model.put(0x179, msrs -> msrs.machineCheck().new Capability());
    model.put(0x17a, msrs -> msrs.machineCheck().new Status());
    model.put(0x17b, msrs -> msrs.machineCheck().new Control());
    model.put(HardwareConfiguration.INDEX, msrs -> msrs.machineCheck().configuration);
    for (int i = 0; i < BANKS * REGISTERS; i++) {
      int at = i;
      model.put(0x400 + i, msrs -> msrs.machineCheck().new Bank(at));
    }
    return model;
  }

  private int count() {
    return (int) (capability & COUNT);
  }

  /**
   * KVM_X86_SETUP_MCE.
   *
   * @return false for no bank, too many, or what is not supported
   */
  public boolean setUp(long wanted) {
    long banksWanted = wanted & COUNT;
    if (banksWanted == 0
        || banksWanted > BANKS
        || (wanted & ~(SUPPORTED | COUNT | EXTENDED_COUNT)) != 0) {
      return false;
    }
    capability = wanted;
    if ((wanted & CONTROL) != 0) {
      globalControl = -1;
    }
    for (int bank = 0; bank < banksWanted; bank++) {
      banks[bank * REGISTERS] = -1;
    }
    return true;
  }

  /**
   * KVM_X86_SET_MCE.
   *
   * @return false where there is no such bank, or the status is not valid
   */
  public boolean inject(Event event) {
    if (Integer.compareUnsigned(event.bank, count()) >= 0 || (event.status & VALID) == 0) {
      return false;
    }
    int bank = event.bank * REGISTERS;
    long before = banks[bank + STATUS];
    boolean uncorrected = (event.status & UNCORRECTED) != 0;
    if (!uncorrected) {
      if ((before & VALID) == 0 || (before & UNCORRECTED) == 0) {
        fill(bank, event);
      } else {
        banks[bank + STATUS] |= OVERFLOW;
      }
    } else if (reports(bank)) {
      raise(bank, event);
    }
    return true;
  }

  /** Reporting is on only where all of it is on. */
  private boolean reports(int bank) {
    return ((capability & CONTROL) == 0 || globalControl == -1) && banks[bank] == -1;
  }

  private void raise(int bank, Event event) {
    boolean enabled = (vcpu.cpu().control.cr4() & CR4_MCE) != 0;
    if ((globalStatus & IN_PROGRESS) != 0 || !enabled) {
      vcpu.requests().make(Requests.TRIPLE_FAULT);
      return;
    }
    fill(bank, event);
    globalStatus = event.globalStatus;
    vcpu.events().queue(QueuedException.plain(MACHINE_CHECK));
    vcpu.requests().make(Requests.EVENT);
  }

  private void fill(int bank, Event event) {
    long overflow = (banks[bank + STATUS] & VALID) != 0 ? OVERFLOW : 0;
    banks[bank + 2] = event.address;
    banks[bank + 3] = event.misc;
    banks[bank + STATUS] = event.status | overflow;
  }

  /** IA32_MCG_CAP. */
  private final class Capability implements MsrRegister {
    @Override
    public long get() {
      return capability;
    }

    @Override
    public boolean set(long value, boolean host) {
      return false;
    }
  }

  /** IA32_MCG_STATUS. */
  private final class Status implements MsrRegister {
    @Override
    public long get() {
      return globalStatus;
    }

    @Override
    public boolean set(long value, boolean host) {
      globalStatus = value;
      return true;
    }
  }

  /** IA32_MCG_CTL: all or nothing. */
  private final class Control implements MsrRegister {
    @Override
    public boolean guestReads() {
      return (capability & CONTROL) != 0;
    }

    @Override
    public long get() {
      return globalControl;
    }

    @Override
    public boolean set(long value, boolean host) {
      boolean exists = guestReads() || host && value == 0;
      if (!exists || value != 0 && value != -1) {
        return false;
      }
      globalControl = value;
      return true;
    }
  }

  /** One of IA32_MCi_CTL, STATUS, ADDR and MISC. */
  private final class Bank implements MsrRegister {
    private final int at;

    Bank(int at) {
      this.at = at;
    }

    @Override
    public boolean exists() {
      return at < count() * REGISTERS;
    }

    @Override
    public long get() {
      return banks[at];
    }

    @Override
    public boolean set(long value, boolean host) {
      boolean control = at % REGISTERS == 0;
      boolean status = at % REGISTERS == STATUS;
      if (control && value != 0 && (value | CLEARED_BY_SOME) != -1
          || status && !host && value != 0 && !configuration.statusCanBeWritten()) {
        return false;
      }
      banks[at] = value;
      return true;
    }
  }
}
