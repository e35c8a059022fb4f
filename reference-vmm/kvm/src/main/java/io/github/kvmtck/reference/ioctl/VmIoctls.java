package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.SystemApi.KVM_CHECK_EXTENSION;
import static io.github.kvmtck.api.uapi.VcpuRun.KVM_CREATE_VCPU;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.kvm.VcpuFile;
import io.github.kvmtck.reference.kvm.Vm;
import java.util.Optional;

/** What makes a vCPU, and what a VM says of itself (api.rst 4.4 and 4.7). */
final class VmIoctls {
  private VmIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .on(KVM_CREATE_VCPU, VmIoctls::createVcpu)
        .on(
            KVM_CHECK_EXTENSION,
            (vm, call) ->
                Result.of(vm.system().capabilities().check(Optional.of(vm), call.argument())));
  }

  private static Result createVcpu(Vm vm, IoctlCall call) {
    if (Long.compareUnsigned(call.argument(), vm.settings().maxVcpuId()) >= 0 || vm.full()) {
      return IoctlCall.INVALID;
    }
    Vcpu vcpu = vm.createVcpu((int) call.argument());
    return vcpu == null ? Result.error(Errno.EEXIST) : call.install(new VcpuFile(vcpu));
  }
}
