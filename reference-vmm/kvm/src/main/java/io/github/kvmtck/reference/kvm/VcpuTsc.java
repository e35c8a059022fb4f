package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.msr.MsrRegister;
import io.github.kvmtck.reference.time.GuestClock;
import io.github.kvmtck.reference.time.TscScale;

/** The time stamp counter of a vCPU, which is also IA32_TSC. */
public final class VcpuTsc implements MsrRegister {
  private final Vcpu vcpu;
  private volatile TscScale scale;
  private volatile long offset;
  private long adjust;

  VcpuTsc(Vcpu vcpu) {
    this.vcpu = vcpu;
    this.scale = TscScale.of(vcpu.vm().tsc().defaultKhz());
    this.offset = vcpu.vm().tsc().synchronize(this, 0, now(), false);
  }

  private long now() {
    return vcpu.vm().clock().tsc();
  }

  long scaled(long hostTicks) {
    return scale.scale(hostTicks);
  }

  /** KVM_GET_TSC_KHZ. */
  public int khz() {
    return scale.khz();
  }

  /** KVM_SET_TSC_KHZ. */
  public void khz(int khz) {
    scale = TscScale.of(khz);
    changed();
  }

  @Override
  public long get() {
    return scaled(now()) + offset;
  }

  /** A client's write may mean the same counter as another vCPU's; a guest's is an adjustment. */
  @Override
  public boolean set(long value, boolean host) {
    if (host) {
      offset = vcpu.vm().tsc().synchronize(this, value, now(), true);
    } else {
      long by = value - get();
      move(by);
      adjust += by;
    }
    changed();
    return true;
  }

  /** KVM_VCPU_TSC_OFFSET. */
  public long offset() {
    return offset;
  }

  public void offset(long chosen) {
    vcpu.vm().tsc().set(this, chosen, now());
    offset = chosen;
    changed();
  }

  /** When the counter will have a value, on the clock of the VM: now, where it is past. */
  long when(long value) {
    long left = value - get();
    return left <= 0 ? now() : now() + scale.nanos(left);
  }

  /** adjust_tsc_offset_guest: only the vCPU's own task does. */
  private void move(long by) {
    long moved = offset + by;
    offset = moved;
  }

  private void changed() {
    LocalApic apic = vcpu.interrupts().apic();
    if (apic != null) {
      apic.tscChanged();
    }
    vcpu.requests().make(Requests.CLOCK_UPDATE);
  }

  /** IA32_TSC_ADJUST: a guest moves the counter with it, a client only says what it was. */
  final class Adjust implements MsrRegister {
    @Override
    public long get() {
      return adjust;
    }

    @Override
    public boolean set(long value, boolean host) {
      if (vcpu.settings().cpuid().hasTscAdjust()) {
        if (!host) {
          move(value - adjust);
          changed();
        }
        adjust = value;
      }
      return true;
    }
  }

  /** Frequencies that a client can ask for; 0 is the host's. */
  public static int wanted(long argument) {
    int khz = (int) argument;
    return khz == 0 ? GuestClock.TSC_KHZ : khz;
  }
}
