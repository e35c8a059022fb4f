package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.SystemApi.KVM_CHECK_EXTENSION;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_CREATE_VM;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_GET_API_VERSION;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_GET_VCPU_MMAP_SIZE;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VmFile;
import java.util.Optional;

/** What /dev/kvm itself answers (api.rst 4.1 to 4.5). */
final class SystemIoctls {
  private SystemIoctls() {}

  static IoctlTable<KvmSystem> addTo(IoctlTable<KvmSystem> table) {
    return table
        .on(KVM_GET_API_VERSION, (kvm, call) -> constant(call, SystemApi.KVM_API_VERSION))
        .on(KVM_GET_VCPU_MMAP_SIZE, (kvm, call) -> constant(call, Vcpu.MMAP_SIZE))
        .on(KVM_CREATE_VM, SystemIoctls::createVm)
        .on(
            KVM_CHECK_EXTENSION,
            (kvm, call) -> Result.of(kvm.capabilities().check(Optional.empty(), call.argument())));
  }

  private static Result constant(IoctlCall call, long value) {
    return call.argument() == 0 ? Result.of(value) : IoctlCall.INVALID;
  }

  private static Result createVm(KvmSystem kvm, IoctlCall call) {
    if (call.argument() != SystemApi.KVM_X86_DEFAULT_VM) {
      return IoctlCall.INVALID;
    }
    return call.install(new VmFile(kvm.create(call.task().mm())));
  }
}
