package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_X86_GET_MCE_CAP_SUPPORTED;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_X86_SETUP_MCE;
import static io.github.kvmtck.api.uapi.VcpuEvents.KVM_X86_SET_MCE;
import static io.github.kvmtck.api.uapi.VcpuEvents.X86_MCE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.MachineCheck;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;

/** Machine checks (api.rst 4.104 to 4.106). */
final class MachineCheckIoctls {
  private MachineCheckIoctls() {}

  static IoctlTable<KvmSystem> addToSystem(IoctlTable<KvmSystem> table) {
    return table.writes(
        KVM_X86_GET_MCE_CAP_SUPPORTED,
        Long.BYTES,
        (kvm, out) -> {
          out.set(JAVA_LONG_UNALIGNED, 0, MachineCheck.SUPPORTED);
          return Result.ZERO;
        });
  }

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .reads(
            KVM_X86_SETUP_MCE,
            Long.BYTES,
            (vcpu, in) -> answer(vcpu.msrs().machineCheck().setUp(in.get(JAVA_LONG_UNALIGNED, 0))))
        .reads(
            KVM_X86_SET_MCE,
            X86_MCE.size(),
            (vcpu, in) -> answer(vcpu.msrs().machineCheck().inject(event(in))));
  }

  private static MachineCheck.Event event(MemorySegment in) {
    return new MachineCheck.Event(
        (int) X86_MCE.get(in, "bank"),
        X86_MCE.get(in, "status"),
        X86_MCE.get(in, "addr"),
        X86_MCE.get(in, "misc"),
        X86_MCE.get(in, "mcg_status"));
  }

  private static Result answer(boolean valid) {
    return valid ? Result.ZERO : IoctlCall.INVALID;
  }
}
