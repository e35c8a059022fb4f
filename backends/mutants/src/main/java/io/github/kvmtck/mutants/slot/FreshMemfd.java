package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.Vm;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.mutants.seam.RegionCall;

/** Binds slots to a guest_memfd that nobody else has. */
final class FreshMemfd {
  private static final StructValue FIELDS =
      StructValue.of(Memslots.CREATE_GUEST_MEMFD).with("size", 1 << 20);

  private FreshMemfd() {}

  /** Makes a call with such a guest_memfd and no flag but KVM_MEM_GUEST_MEMFD. */
  static Result bind(RegionCall call) {
    StructValue asked = call.call().argument(Memslots.USERSPACE_MEMORY_REGION2);
    Vm vm = new Vm(call.call().client(), call.call().fd(), 0);
    long memfd = vm.ioctl(Memslots.KVM_CREATE_GUEST_MEMFD, FIELDS).result().value();
    call.call()
        .argument(
            asked
                .with("flags", Memslots.KVM_MEM_GUEST_MEMFD)
                .with("guest_memfd", memfd)
                .with("guest_memfd_offset", 0));
    Result result = call.proceed();
    call.call().argument(asked);
    return result;
  }
}
