package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Memslots.CREATE_GUEST_MEMFD;
import static io.github.kvmtck.api.uapi.Memslots.KVM_CREATE_GUEST_MEMFD;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.kvm.GuestMemfd;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import java.lang.foreign.MemorySegment;

/** Memory that only guests are meant to have (api.rst 4.142). */
final class GuestMemfdIoctls {
  private GuestMemfdIoctls() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.on(KVM_CREATE_GUEST_MEMFD, GuestMemfdIoctls::create);
  }

  /** kvm_gmem_create. */
  private static Result create(Vm vm, IoctlCall call) {
    MemorySegment in = call.read(CREATE_GUEST_MEMFD.size());
    if (in == null) {
      return IoctlCall.FAULT;
    }
    long size = CREATE_GUEST_MEMFD.get(in, "size");
    long flags = CREATE_GUEST_MEMFD.get(in, "flags");
    if ((flags & ~GuestMemfd.FLAGS) != 0 || size <= 0 || !Pages.aligned(size)) {
      return IoctlCall.INVALID;
    }
    return call.install(new GuestMemfd(vm, size, (int) flags));
  }
}
