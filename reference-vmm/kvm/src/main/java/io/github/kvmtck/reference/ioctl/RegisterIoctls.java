package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Registers.KVM_GET_REGS;
import static io.github.kvmtck.api.uapi.Registers.KVM_GET_SREGS;
import static io.github.kvmtck.api.uapi.Registers.KVM_GET_SREGS2;
import static io.github.kvmtck.api.uapi.Registers.KVM_SET_REGS;
import static io.github.kvmtck.api.uapi.Registers.KVM_SET_SREGS;
import static io.github.kvmtck.api.uapi.Registers.KVM_SET_SREGS2;
import static io.github.kvmtck.api.uapi.Registers.REGS;
import static io.github.kvmtck.api.uapi.Registers.SREGS;
import static io.github.kvmtck.api.uapi.Registers.SREGS2;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.state.Regs;
import io.github.kvmtck.reference.state.Sregs;
import io.github.kvmtck.reference.state.Sregs2;

/** General and special registers (api.rst 4.11 to 4.14). */
final class RegisterIoctls {
  private RegisterIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .writes(
            KVM_GET_REGS,
            REGS.size(),
            (vcpu, out) -> {
              Regs.get(vcpu, out);
              return Result.ZERO;
            })
        .reads(
            KVM_SET_REGS,
            REGS.size(),
            (vcpu, in) -> {
              Regs.set(vcpu, in);
              return Result.ZERO;
            })
        .writes(
            KVM_GET_SREGS,
            SREGS.size(),
            (vcpu, out) -> {
              Sregs.get(vcpu, out);
              return Result.ZERO;
            })
        .reads(
            KVM_SET_SREGS,
            SREGS.size(),
            (vcpu, in) -> Sregs.set(vcpu, in) ? Result.ZERO : IoctlCall.INVALID)
        .writes(
            KVM_GET_SREGS2,
            SREGS2.size(),
            (vcpu, out) -> {
              Sregs2.get(vcpu, out);
              return Result.ZERO;
            })
        .reads(
            KVM_SET_SREGS2,
            SREGS2.size(),
            (vcpu, in) -> Sregs2.set(vcpu, in) ? Result.ZERO : IoctlCall.INVALID);
  }
}
