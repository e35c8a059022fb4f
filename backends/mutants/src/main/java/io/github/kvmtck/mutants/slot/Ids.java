package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Capability;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.seam.RegionCall;

/** The ids that slots of a VM may have. */
final class Ids {
  private Ids() {}

  /** KVM_CAP_NR_MEMSLOTS. */
  static int limit(RegionCall call) {
    long request = SystemApi.KVM_CHECK_EXTENSION.number();
    int number = Capability.KVM_CAP_NR_MEMSLOTS.number();
    Syscall ask = new Syscall.Ioctl(call.call().fd(), request, number);
    return (int) call.call().proceed(ask).value();
  }
}
