package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Registers.KVM_TRANSLATE;
import static io.github.kvmtck.api.uapi.Registers.TRANSLATION;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.x86.cpu.Abandon;
import io.github.kvmtck.x86.cpu.Cpu;
import java.lang.foreign.MemorySegment;

/** A linear address by the vCPU's page tables (api.rst 4.15). */
final class TranslateIoctl {
  /** INVALID_GPA. */
  private static final long NOWHERE = -1;

  private TranslateIoctl() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table.updates(KVM_TRANSLATE, TRANSLATION.size(), TranslateIoctl::translate);
  }

  /** kvm_arch_vcpu_ioctl_translate: of rights it knows nothing, and says so always in one way. */
  private static Result translate(Vcpu vcpu, MemorySegment both) {
    long linear = TRANSLATION.get(both, "linear_address");
    long physical = vcpu.inGuestMode(() -> walk(vcpu.cpu(), linear));
    TRANSLATION.set(both, "physical_address", physical);
    TRANSLATION.set(both, "valid", physical == NOWHERE ? 0 : 1);
    TRANSLATION.set(both, "writeable", 1);
    TRANSLATION.set(both, "usermode", 0);
    return Result.ZERO;
  }

  /** A fault is nobody's: CR2 stays as it is. */
  private static long walk(Cpu cpu, long linear) {
    long cr2 = cpu.control.cr2();
    try {
      return cpu.memory.translateForSystem(linear);
    } catch (Abandon fault) {
      return NOWHERE;
    } finally {
      cpu.control.cr2(cr2);
    }
  }
}
