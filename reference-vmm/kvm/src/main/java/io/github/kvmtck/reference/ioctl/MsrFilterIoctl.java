package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_FILTER_DEFAULT_DENY;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_FILTER_MAX_BITMAP_SIZE;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_FILTER_MAX_RANGES;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_FILTER_READ;
import static io.github.kvmtck.api.uapi.Msrs.KVM_MSR_FILTER_WRITE;
import static io.github.kvmtck.api.uapi.Msrs.KVM_X86_SET_MSR_FILTER;
import static io.github.kvmtck.api.uapi.Msrs.MSR_FILTER;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.Vm;
import io.github.kvmtck.reference.msr.MsrFilter;
import io.github.kvmtck.reference.msr.MsrFilter.Range;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which MSRs a guest may use without leaving to userspace (api.rst 4.97). */
final class MsrFilterIoctl {
  private static final int ACCESSES = KVM_MSR_FILTER_READ | KVM_MSR_FILTER_WRITE;

  private MsrFilterIoctl() {}

  static IoctlTable<Vm> addTo(IoctlTable<Vm> table) {
    return table.on(KVM_X86_SET_MSR_FILTER, MsrFilterIoctl::set);
  }

  private static Result set(Vm vm, IoctlCall call) {
    MemorySegment filter = call.read(MSR_FILTER.size());
    if (filter == null) {
      return IoctlCall.FAULT;
    }
    long flags = MSR_FILTER.get(filter, "flags");
    if ((flags & ~KVM_MSR_FILTER_DEFAULT_DENY) != 0) {
      return IoctlCall.INVALID;
    }
    boolean defaultAllow = (flags & KVM_MSR_FILTER_DEFAULT_DENY) == 0;
    List<Range> ranges = new ArrayList<>();
    boolean empty = true;
    for (int i = 0; i < KVM_MSR_FILTER_MAX_RANGES; i++) {
      empty &= MSR_FILTER.get(filter, "ranges[" + i + "].nmsrs") == 0;
    }
    if (empty && !defaultAllow) {
      return IoctlCall.INVALID;
    }
    for (int i = 0; i < KVM_MSR_FILTER_MAX_RANGES; i++) {
      Errno errno = add(ranges, filter, "ranges[" + i + "].", call);
      if (errno != Errno.NONE) {
        return Result.error(errno);
      }
    }
    vm.settings().msrFilter(new MsrFilter(defaultAllow, List.copyOf(ranges)));
    return Result.ZERO;
  }

  /** kvm_add_msr_filter. */
  private static Errno add(List<Range> ranges, MemorySegment filter, String path, IoctlCall call) {
    long count = MSR_FILTER.get(filter, path + "nmsrs");
    int flags = (int) MSR_FILTER.get(filter, path + "flags");
    if (count == 0) {
      return Errno.NONE;
    }
    long bytes = (count + 63) / 64 * 8;
    if (flags == 0 || (flags & ~ACCESSES) != 0 || bytes > KVM_MSR_FILTER_MAX_BITMAP_SIZE) {
      return Errno.EINVAL;
    }
    byte[] bitmap = new byte[(int) bytes];
    long address = MSR_FILTER.get(filter, path + "bitmap");
    if (call.memory().get(address, MemorySegment.ofArray(bitmap)) != Errno.NONE) {
      return Errno.EFAULT;
    }
    int base = (int) MSR_FILTER.get(filter, path + "base");
    ranges.add(new Range(flags, base, (int) count, BitSet.valueOf(bitmap)));
    return Errno.NONE;
  }
}
