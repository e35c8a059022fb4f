package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.irqchip.LocalApic;

/** Accesses of a vCPU that the kernel answers: the local APIC first, then the VM's devices. */
record InKernel(Vcpu vcpu) {

  /** {@link VmDevice#NOT_MINE} where userspace must answer. */
  long read(long address, int length) {
    LocalApic apic = vcpu.interrupts().apicAt(address);
    return apic != null
        ? ApicAccess.read(apic, address, length)
        : vcpu.vm().devices().read(VmDevice.Bus.MMIO, address, length);
  }

  /** False where userspace must do it. */
  boolean write(long address, int length, long value) {
    LocalApic apic = vcpu.interrupts().apicAt(address);
    if (apic == null) {
      return vcpu.vm().devices().write(vcpu, VmDevice.Bus.MMIO, address, length, value);
    }
    ApicAccess.write(apic, address, length, value);
    vcpu.request(Requests.EVENT);
    return true;
  }

  /** {@link VmDevice#NOT_MINE} where userspace must answer. */
  long portIn(int port, int size) {
    return vcpu.vm().devices().read(VmDevice.Bus.PORT, port, size);
  }

  /** False where userspace must do it. */
  boolean portOut(int port, int size, long value) {
    return vcpu.vm().devices().write(vcpu, VmDevice.Bus.PORT, port, size, value);
  }
}
