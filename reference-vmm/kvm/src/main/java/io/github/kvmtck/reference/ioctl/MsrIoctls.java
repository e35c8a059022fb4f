package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Msrs.KVM_GET_MSRS;
import static io.github.kvmtck.api.uapi.Msrs.KVM_GET_MSR_FEATURE_INDEX_LIST;
import static io.github.kvmtck.api.uapi.Msrs.KVM_GET_MSR_INDEX_LIST;
import static io.github.kvmtck.api.uapi.Msrs.KVM_SET_MSRS;
import static io.github.kvmtck.api.uapi.Msrs.MSRS;
import static io.github.kvmtck.api.uapi.Msrs.MSR_ENTRY;
import static io.github.kvmtck.api.uapi.Msrs.MSR_LIST;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.kvm.FeatureMsrs;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.MsrIndexList;
import io.github.kvmtck.reference.kvm.Vcpu;
import io.github.kvmtck.reference.msr.MsrAnswer;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Model-specific registers (api.rst 4.3, 4.18, 4.19). */
final class MsrIoctls {
  /** MAX_IO_MSRS. */
  private static final int MAX_MSRS = 256;

  private static final long HEADER = MSRS.size();
  private static final long ENTRY = MSR_ENTRY.size();

  private MsrIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .on(KVM_GET_MSRS, (vcpu, call) -> each(call, entry -> get(vcpu, entry), true))
        .on(KVM_SET_MSRS, (vcpu, call) -> each(call, entry -> set(vcpu, entry), false));
  }

  static IoctlTable<KvmSystem> addToSystem(IoctlTable<KvmSystem> table) {
    return table
        .on(KVM_GET_MSR_INDEX_LIST, (kvm, call) -> list(call, MsrIndexList.all()))
        .on(KVM_GET_MSR_FEATURE_INDEX_LIST, (kvm, call) -> list(call, FeatureMsrs.indices()))
        .on(KVM_GET_MSRS, (kvm, call) -> each(call, MsrIoctls::getFeature, true));
  }

  /** What is done with one entry; false where it cannot be done. */
  private interface Access {
    boolean on(MemorySegment entry);
  }

  /** msr_io: stops at the first entry that fails and returns how many were done (SAVE-16). */
  private static Result each(IoctlCall call, Access access, boolean writeBack) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = MSRS.get(header, "nmsrs");
    if (count >= MAX_MSRS) {
      return Result.error(Errno.E2BIG);
    }
    MemorySegment entries = call.read(HEADER, count * ENTRY);
    if (entries == null) {
      return IoctlCall.FAULT;
    }
    int done = 0;
    while (done < count && access.on(entries.asSlice(done * ENTRY, ENTRY))) {
      done++;
    }
    return !writeBack || call.write(HEADER, entries) ? Result.of(done) : IoctlCall.FAULT;
  }

  private static boolean get(Vcpu vcpu, MemorySegment entry) {
    int index = (int) MSR_ENTRY.get(entry, "index");
    if (vcpu.msrs().canRead(index) != MsrAnswer.DONE) {
      return false;
    }
    MSR_ENTRY.set(entry, "data", vcpu.msrs().value(index));
    return true;
  }

  private static boolean set(Vcpu vcpu, MemorySegment entry) {
    int index = (int) MSR_ENTRY.get(entry, "index");
    return vcpu.msrs().write(index, MSR_ENTRY.get(entry, "data"), true) == MsrAnswer.DONE;
  }

  /** do_get_feature_msr. */
  private static boolean getFeature(MemorySegment entry) {
    Long value = FeatureMsrs.ofHost((int) MSR_ENTRY.get(entry, "index"));
    if (value != null) {
      MSR_ENTRY.set(entry, "data", value);
    }
    return value != null;
  }

  /** The true number is always returned; with too little room for it, E2BIG. */
  private static Result list(IoctlCall call, List<Integer> indices) {
    MemorySegment header = call.read(MSR_LIST.size());
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long room = MSR_LIST.get(header, "nmsrs");
    MSR_LIST.set(header, "nmsrs", indices.size());
    if (!call.write(header)) {
      return IoctlCall.FAULT;
    }
    if (room < indices.size()) {
      return Result.error(Errno.E2BIG);
    }
    int[] numbers = indices.stream().mapToInt(Integer::intValue).toArray();
    return call.write(MSR_LIST.size(), MemorySegment.ofArray(numbers))
        ? Result.ZERO
        : IoctlCall.FAULT;
  }
}
