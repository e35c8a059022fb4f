package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.SystemApi.ENABLE_CAP;
import static io.github.kvmtck.api.uapi.SystemApi.KVM_ENABLE_CAP;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.EnableTable;
import io.github.kvmtck.reference.kvm.EnableTable.Arguments;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/** KVM_ENABLE_CAP (api.rst 4.37). */
final class CapabilityIoctls {
  private CapabilityIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.reads(
        KVM_ENABLE_CAP, ENABLE_CAP.size(), (vm, in) -> enable(vm.system().enables(), vm, in));
  }

  private static Result enable(EnableTable table, Vm vm, MemorySegment in) {
    long flags = ENABLE_CAP.get(in, "flags");
    EnableTable.Enable enable = table.find((int) ENABLE_CAP.get(in, "cap"));
    if (flags != 0 || enable == null) {
      return IoctlCall.INVALID;
    }
    return enable.enable(vm, new Arguments(in.asSlice(ENABLE_CAP.offset("args"))));
  }
}
