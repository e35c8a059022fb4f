package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Cpuid.CPUID2;
import static io.github.kvmtck.api.uapi.Cpuid.CPUID_ENTRY2;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_CPUID_FLAG_SIGNIFCANT_INDEX;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_CPUID2;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_SUPPORTED_CPUID;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_SUPPORTED_HV_CPUID;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_SET_CPUID2;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.cpuid.CpuidLeaf;
import io.github.kvmtck.reference.cpuid.CpuidTable;
import io.github.kvmtck.reference.cpuid.Supported;
import io.github.kvmtck.reference.kvm.IoctlCall;
import io.github.kvmtck.reference.kvm.IoctlTable;
import io.github.kvmtck.reference.kvm.KvmSystem;
import io.github.kvmtck.reference.kvm.Parts;
import io.github.kvmtck.reference.kvm.Vcpu;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** CPUID (api.rst 4.20, 4.46, 4.47). */
final class CpuidIoctls {
  /** KVM_MAX_CPUID_ENTRIES. */
  private static final int MAX_ENTRIES = 256;

  private static final long HEADER = CPUID2.size();
  private static final long ENTRY = CPUID_ENTRY2.size();

  private CpuidIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .on(KVM_SET_CPUID2, CpuidIoctls::set)
        .on(KVM_GET_SUPPORTED_HV_CPUID, (vcpu, call) -> answer(call, hyperv(vcpu.vm().system())))
        .on(KVM_GET_CPUID2, (vcpu, call) -> answer(call, vcpu.settings().cpuid().leaves()));
  }

  static IoctlTable<KvmSystem> addToSystem(IoctlTable<KvmSystem> table) {
    return table
        .on(KVM_GET_SUPPORTED_HV_CPUID, (kvm, call) -> answer(call, hyperv(kvm)))
        .on(KVM_GET_SUPPORTED_CPUID, (kvm, call) -> answer(call, Supported.leaves()));
  }

  private static List<CpuidLeaf> hyperv(KvmSystem kvm) {
    return kvm.blueprint().get(Parts.HYPERV_CPUID);
  }

  private static Result set(Vcpu vcpu, IoctlCall call) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = CPUID2.get(header, "nent");
    if (count > MAX_ENTRIES) {
      return Result.error(Errno.E2BIG);
    }
    MemorySegment entries = call.read(HEADER, count * ENTRY);
    if (entries == null) {
      return IoctlCall.FAULT;
    }
    List<CpuidLeaf> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(leaf(entries.asSlice(i * ENTRY, ENTRY)));
    }
    CpuidTable table = new CpuidTable(List.copyOf(leaves));
    // A guest that has run may not see another processor; the same again is no change.
    if (vcpu.settings().hasRun() && !table.equals(vcpu.settings().cpuid())) {
      return IoctlCall.INVALID;
    }
    vcpu.settings().cpuid(table);
    return Result.ZERO;
  }

  private static Result answer(IoctlCall call, List<CpuidLeaf> leaves) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    if (CPUID2.get(header, "nent") < leaves.size()) {
      return Result.error(Errno.E2BIG);
    }
    MemorySegment entries = MemorySegment.ofArray(new byte[(int) (leaves.size() * ENTRY)]);
    for (int i = 0; i < leaves.size(); i++) {
      entry(leaves.get(i), entries.asSlice(i * ENTRY, ENTRY));
    }
    CPUID2.set(header, "nent", leaves.size());
    return call.write(HEADER, entries) && call.write(header) ? Result.ZERO : IoctlCall.FAULT;
  }

  private static CpuidLeaf leaf(MemorySegment in) {
    return new CpuidLeaf(
        (int) CPUID_ENTRY2.get(in, "function"),
        (int) CPUID_ENTRY2.get(in, "index"),
        (CPUID_ENTRY2.get(in, "flags") & KVM_CPUID_FLAG_SIGNIFCANT_INDEX) != 0,
        (int) CPUID_ENTRY2.get(in, "eax"),
        (int) CPUID_ENTRY2.get(in, "ebx"),
        (int) CPUID_ENTRY2.get(in, "ecx"),
        (int) CPUID_ENTRY2.get(in, "edx"));
  }

  private static void entry(CpuidLeaf leaf, MemorySegment out) {
    CPUID_ENTRY2.set(out, "function", leaf.function());
    CPUID_ENTRY2.set(out, "index", leaf.index());
    CPUID_ENTRY2.set(out, "flags", leaf.indexed() ? KVM_CPUID_FLAG_SIGNIFCANT_INDEX : 0);
    CPUID_ENTRY2.set(out, "eax", leaf.eax());
    CPUID_ENTRY2.set(out, "ebx", leaf.ebx());
    CPUID_ENTRY2.set(out, "ecx", leaf.ecx());
    CPUID_ENTRY2.set(out, "edx", leaf.edx());
  }
}
