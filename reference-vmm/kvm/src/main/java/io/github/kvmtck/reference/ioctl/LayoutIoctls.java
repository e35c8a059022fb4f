package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_IDENTITY_MAP_ADDR;
import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_NR_MMU_PAGES;
import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_TSS_ADDR;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;

/**
 * Where Intel hosts without unrestricted guest keep pages of their own (api.rst 4.36, 4.40). The
 * model needs none; only the arguments are checked.
 */
final class LayoutIoctls {
  /** Three pages must fit below 4 GiB. */
  private static final long TSS_LIMIT = (1L << 32) - 3 * 4096;

  /** KVM_MIN_ALLOC_MMU_PAGES. */
  private static final int LEAST_MMU_PAGES = 64;

  private LayoutIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .on(
            KVM_SET_TSS_ADDR,
            (vm, call) -> answer(Long.compareUnsigned(call.argument(), TSS_LIMIT) <= 0))
        .on(
            KVM_SET_NR_MMU_PAGES,
            (vm, call) -> answer(Long.compareUnsigned(call.argument(), LEAST_MMU_PAGES) >= 0))
        .on(KVM_SET_IDENTITY_MAP_ADDR, LayoutIoctls::identityMap);
  }

  /** Too late after a vCPU was made: EINVAL comes before EFAULT. */
  private static Result identityMap(Vm vm, IoctlCall call) {
    if (!vm.vcpus().isEmpty()) {
      return IoctlCall.INVALID;
    }
    return call.read(Long.BYTES) == null ? IoctlCall.FAULT : Result.ZERO;
  }

  private static Result answer(boolean valid) {
    return valid ? Result.ZERO : IoctlCall.INVALID;
  }
}
