package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.SystemApi.ENABLE_CAP;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_ENABLE_CAP;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;

/** KVM_ENABLE_CAP on a vCPU, which turns on parts of Hyper-V (api.rst 6.40, 6.54, 6.125). */
final class HypervIoctls {
  private HypervIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table.reads(KVM_ENABLE_CAP, ENABLE_CAP.size(), HypervIoctls::enable);
  }

  private static Result enable(Vcpu vcpu, MemorySegment in) {
    Capability capability =
        Capability.of((int) ENABLE_CAP.get(in, "cap")).orElse(Capability.KVM_CAP_IRQCHIP);
    if (ENABLE_CAP.get(in, "flags") != 0) {
      return IoctlCall.INVALID;
    }
    return switch (capability) {
      case KVM_CAP_HYPERV_SYNIC, KVM_CAP_HYPERV_SYNIC2 -> activateSynic(vcpu);
      case KVM_CAP_HYPERV_ENFORCE_CPUID -> {
        vcpu.hyperv().enforceCpuid(ENABLE_CAP.get(in, "args[0]") != 0);
        yield Result.ZERO;
      }
      default -> IoctlCall.INVALID;
    };
  }

  /** Its interrupts come through the local APIC. */
  private static Result activateSynic(Vcpu vcpu) {
    if (!vcpu.vm().lapicInKernel()) {
      return IoctlCall.INVALID;
    }
    vcpu.hyperv().activateSynic();
    return Result.ZERO;
  }
}
