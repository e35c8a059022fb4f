package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Interrupts.KVM_CREATE_IRQCHIP;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_GET_LAPIC;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_SET_LAPIC;
import static io.github.kvmtck.api.uapi.Interrupts.KVM_SIGNAL_MSI;
import static io.github.kvmtck.api.uapi.Interrupts.LAPIC_STATE;
import static io.github.kvmtck.api.uapi.Interrupts.MSI;
import static io.github.kvmtck.api.uapi.VcpuRun.KVM_SET_BOOT_CPU_ID;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.irqchip.Ipi;
import io.github.kvmtck.reference.irqchip.LocalApic;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Requests;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/** In-kernel interrupt controllers (api.rst 4.24, 4.41, 4.57, 4.58, 4.70). */
final class IrqchipIoctls {
  private static final int MSI_VALID_DEVID = 1;

  private IrqchipIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .plain(KVM_CREATE_IRQCHIP, IrqchipIoctls::create)
        .reads(KVM_SIGNAL_MSI, MSI.size(), IrqchipIoctls::signalMsi)
        .on(KVM_SET_BOOT_CPU_ID, (vm, call) -> setBootCpu(vm, call.argument()));
  }

  static IoctlTable<Vcpu> addToVcpu(IoctlTable<Vcpu> table) {
    return table
        .on(KVM_GET_LAPIC, IrqchipIoctls::getLapic)
        .on(KVM_SET_LAPIC, IrqchipIoctls::setLapic);
  }

  private static Result create(Vm vm) {
    if (vm.lapicInKernel()) {
      return Result.error(Errno.EEXIST);
    }
    return vm.vcpus().isEmpty() && vm.createIrqchip() ? Result.ZERO : IoctlCall.INVALID;
  }

  /** kvm_send_userspace_msi: returns how many APICs took it. */
  private static Result signalMsi(Vm vm, MemorySegment in) {
    if (!vm.lapicInKernel() || (MSI.get(in, "flags") & ~MSI_VALID_DEVID) != 0) {
      return IoctlCall.INVALID;
    }
    long address = MSI.get(in, "address_hi") << 32 | MSI.get(in, "address_lo");
    if (!vm.interrupts().valid(address)) {
      return IoctlCall.INVALID;
    }
    Ipi message = vm.interrupts().message(address, (int) MSI.get(in, "data"));
    int delivered = vm.deliver(message, null);
    return delivered < 0 ? Result.error(Errno.EPERM) : Result.of(delivered);
  }

  private static Result setBootCpu(Vm vm, long id) {
    if (!vm.vcpus().isEmpty()) {
      return Result.error(Errno.EBUSY);
    }
    if (Long.compareUnsigned(id, vm.settings().maxVcpuId()) > 0) {
      return IoctlCall.INVALID;
    }
    vm.settings().bootProcessor((int) id);
    return Result.ZERO;
  }

  /** Without a local APIC in the kernel EINVAL comes before EFAULT. */
  private static Result getLapic(Vcpu vcpu, IoctlCall call) {
    LocalApic apic = vcpu.interrupts().apic();
    if (apic == null) {
      return IoctlCall.INVALID;
    }
    MemorySegment out = MemorySegment.ofArray(new byte[(int) LAPIC_STATE.size()]);
    apic.state().save(out, vcpu.vm().settings().wideApicIds());
    return call.write(out) ? Result.ZERO : IoctlCall.FAULT;
  }

  private static Result setLapic(Vcpu vcpu, IoctlCall call) {
    LocalApic apic = vcpu.interrupts().apic();
    if (apic == null) {
      return IoctlCall.INVALID;
    }
    MemorySegment in = call.read(LAPIC_STATE.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    if (!apic.state().load(in, vcpu.vm().settings().wideApicIds())) {
      return IoctlCall.INVALID;
    }
    vcpu.requests().make(Requests.EVENT);
    return Result.ZERO;
  }
}
