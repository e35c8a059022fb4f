package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_USER_MEMORY_REGION;
import static io.github.kvmtck.api.uapi.Memslots.KVM_SET_USER_MEMORY_REGION2;
import static io.github.kvmtck.api.uapi.Memslots.USERSPACE_MEMORY_REGION;
import static io.github.kvmtck.api.uapi.Memslots.USERSPACE_MEMORY_REGION2;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.MemslotUpdate;
import io.github.kvmtck.reference.kvm.Region;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Memory slots (api.rst 4.35 and 4.140). */
final class MemslotIoctls {
  /** KVM_SET_USER_MEMORY_REGION_V1_FLAGS. */
  private static final int V1_FLAGS = Memslots.KVM_MEM_LOG_DIRTY_PAGES | Memslots.KVM_MEM_READONLY;

  private MemslotIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table
        .on(
            KVM_SET_USER_MEMORY_REGION,
            (vm, call) -> {
              Region region = region(call);
              if (region == null) {
                return IoctlCall.FAULT;
              }
              return (region.flags() & ~V1_FLAGS) != 0 ? IoctlCall.INVALID : set(call, vm, region);
            })
        .on(KVM_SET_USER_MEMORY_REGION2, MemslotIoctls::set2);
  }

  /** kvm_vm_ioctl_set_memory_region. */
  private static Result set(IoctlCall call, Vm vm, Region region) {
    Errno errno = MemslotUpdate.set(vm, call.task(), region);
    return errno == Errno.NONE ? Result.ZERO : Result.error(errno);
  }

  private static @Nullable Region region(IoctlCall call) {
    MemorySegment in = call.read(USERSPACE_MEMORY_REGION.size());
    return in == null
        ? null
        : new Region(
            (int) USERSPACE_MEMORY_REGION.get(in, "slot"),
            (int) USERSPACE_MEMORY_REGION.get(in, "flags"),
            USERSPACE_MEMORY_REGION.get(in, "guest_phys_addr"),
            USERSPACE_MEMORY_REGION.get(in, "memory_size"),
            USERSPACE_MEMORY_REGION.get(in, "userspace_addr"));
  }

  /** The paddings are not looked at. */
  private static Result set2(Vm vm, IoctlCall call) {
    MemorySegment in = call.read(USERSPACE_MEMORY_REGION2.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    OpenFile memfd =
        call.caller().files().get((int) USERSPACE_MEMORY_REGION2.get(in, "guest_memfd"));
    try {
      return set(call, vm, region2(in, memfd));
    } finally {
      if (memfd != null) {
        memfd.put();
      }
    }
  }

  private static Region region2(MemorySegment in, @Nullable OpenFile memfd) {
    return new Region(
        (int) USERSPACE_MEMORY_REGION2.get(in, "slot"),
        (int) USERSPACE_MEMORY_REGION2.get(in, "flags"),
        USERSPACE_MEMORY_REGION2.get(in, "guest_phys_addr"),
        USERSPACE_MEMORY_REGION2.get(in, "memory_size"),
        USERSPACE_MEMORY_REGION2.get(in, "userspace_addr"),
        memfd,
        USERSPACE_MEMORY_REGION2.get(in, "guest_memfd_offset"));
  }
}
