package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Confidential.ENC_REGION;
import static io.github.kvmtck.api.uapi.Confidential.KVM_MEMORY_ENCRYPT_OP;
import static io.github.kvmtck.api.uapi.Confidential.KVM_MEMORY_ENCRYPT_REG_REGION;
import static io.github.kvmtck.api.uapi.Confidential.KVM_MEMORY_ENCRYPT_UNREG_REGION;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.Vm;

/** Encrypted memory (api.rst 4.110 to 4.112): the model's host has none. */
final class EncryptionIoctls {
  private static final Result NONE = Result.error(Errno.ENOTTY);

  private EncryptionIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .refuses(KVM_MEMORY_ENCRYPT_OP, Errno.ENOTTY)
        .reads(KVM_MEMORY_ENCRYPT_REG_REGION, ENC_REGION.size(), (vm, in) -> NONE)
        .reads(KVM_MEMORY_ENCRYPT_UNREG_REGION, ENC_REGION.size(), (vm, in) -> NONE);
  }

  /** Other than an unknown request of a vCPU this is ENOTTY. */
  static IoctlTable<Vcpu> addToVcpu(IoctlTable<Vcpu> table) {
    return table.refuses(KVM_MEMORY_ENCRYPT_OP, Errno.ENOTTY);
  }
}
