package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.irqchip.ApicAccess;
import io.github.kvmtck.reference.irqchip.ApicMode;
import io.github.kvmtck.reference.irqchip.LocalApic;

/** Accesses of a vCPU that the kernel answers: the local APIC first, then the VM's devices. */
record InKernel(Vcpu vcpu) {

  private static final int PAGE_MASK = 0xfff;

  /** {@link VmDevice#NOT_MINE} where userspace must answer. */
  long read(long address, int length) {
    LocalApic apic = vcpu.interrupts().apicAt(address);
    if (apic == null) {
      return left(vcpu.vm().devices().read(VmDevice.Bus.MMIO, address, length));
    }
    if (apic.mode() == ApicMode.XAPIC) {
      note(address, false);
      return left(apic.access().read((int) address & PAGE_MASK, length));
    }
    return hole() ? -1L >>> Long.SIZE - length * Byte.SIZE : VmDevice.NOT_MINE;
  }

  /** False where userspace must do it. */
  boolean write(long address, int length, long value) {
    LocalApic apic = vcpu.interrupts().apicAt(address);
    if (apic == null) {
      return left(vcpu.vm().devices().write(vcpu, VmDevice.Bus.MMIO, address, length, value));
    }
    if (apic.mode() != ApicMode.XAPIC) {
      return hole();
    }
    note(address, true);
    apic.access().write((int) address & PAGE_MASK, length, value);
    vcpu.request(Requests.EVENT);
    return left(true);
  }

  private void note(long address, boolean write) {
    if ((address & PAGE_MASK) == ApicAccess.TASK_PRIORITY) {
      vcpu.interrupts().taskPriorityReport().access(write);
    }
  }

  /** A local APIC that is off, or in x2APIC mode, still covers its page: with all ones. */
  private boolean hole() {
    return vcpu.vm().settings().hasQuirk(SystemApi.KVM_X86_QUIRK_LAPIC_MMIO_HOLE);
  }

  /** {@link VmDevice#NOT_MINE} where userspace must answer. */
  long portIn(int port, int size) {
    return left(vcpu.vm().devices().read(VmDevice.Bus.PORT, port, size));
  }

  /** False where userspace must do it. */
  boolean portOut(int port, int size, long value) {
    return left(vcpu.vm().devices().write(vcpu, VmDevice.Bus.PORT, port, size, value));
  }

  /** The access has left the guest: what it has brought about is looked at before it goes on. */
  private <T> T left(T answer) {
    if (vcpu.requests().any()) {
      vcpu.cpu().stopAfter();
    }
    return answer;
  }
}
