package io.github.kvmtck.reference.ioctl;

import static io.github.kvmtck.api.uapi.Cpuid.CPUID2;
import static io.github.kvmtck.api.uapi.Cpuid.CPUID_ENTRY;
import static io.github.kvmtck.api.uapi.Cpuid.CPUID_ENTRY2;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_CPUID2;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_EMULATED_CPUID;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_SUPPORTED_CPUID;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_GET_SUPPORTED_HV_CPUID;
import static io.github.kvmtck.api.uapi.Cpuid.KVM_SET_CPUID;
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
import io.github.kvmtck.reference.kvm.VcpuCpuid;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** CPUID (api.rst 4.20, 4.46, 4.47). */
final class CpuidIoctls {
  /** KVM_MAX_CPUID_ENTRIES. */
  private static final int MAX_ENTRIES = 256;

  private static final long HEADER = CPUID2.size();
  private static final long ENTRY = CPUID_ENTRY2.size();
  private static final long PADDING = CPUID_ENTRY2.offset("padding");
  private static final Layout OLD = new Layout(CPUID_ENTRY.size(), CpuidIoctls::oldLeaf);
  private static final Layout NEW = new Layout(ENTRY, CpuidIoctls::leaf);
  private static final Result TOO_MANY = Result.error(Errno.E2BIG);

  private CpuidIoctls() {}

  static IoctlTable<Vcpu> addTo(IoctlTable<Vcpu> table) {
    return table
        .on(KVM_SET_CPUID, (vcpu, call) -> set(vcpu, call, OLD))
        .on(KVM_SET_CPUID2, (vcpu, call) -> set(vcpu, call, NEW))
        .on(KVM_GET_SUPPORTED_HV_CPUID, (vcpu, call) -> answer(call, hyperv(vcpu.vm().system())))
        .on(
            KVM_GET_CPUID2,
            (vcpu, call) -> answer(call, VcpuCpuid.of(vcpu, vcpu.settings().cpuid()).leaves()));
  }

  static IoctlTable<KvmSystem> addToSystem(IoctlTable<KvmSystem> table) {
    return table
        .on(KVM_GET_SUPPORTED_HV_CPUID, (kvm, call) -> answer(call, hyperv(kvm)))
        .on(KVM_GET_SUPPORTED_CPUID, (kvm, call) -> offer(call, Supported.leaves(), false))
        .on(KVM_GET_EMULATED_CPUID, (kvm, call) -> offer(call, Supported.emulated(), true));
  }

  private static List<CpuidLeaf> hyperv(KvmSystem kvm) {
    return kvm.blueprint().get(Parts.HYPERV_CPUID);
  }

  /** How entries lie in memory: as KVM_SET_CPUID or as KVM_SET_CPUID2 has them. */
  private record Layout(long size, Function<MemorySegment, CpuidLeaf> leaf) {}

  private static Result set(Vcpu vcpu, IoctlCall call, Layout layout) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long count = CPUID2.get(header, "nent");
    if (count > MAX_ENTRIES) {
      return TOO_MANY;
    }
    MemorySegment entries = call.read(HEADER, count * layout.size);
    if (entries == null) {
      return IoctlCall.FAULT;
    }
    List<CpuidLeaf> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(layout.leaf.apply(entries.asSlice(i * layout.size, layout.size)));
    }
    CpuidTable table = new CpuidTable(List.copyOf(leaves));
    return set(vcpu, table) ? Result.ZERO : IoctlCall.INVALID;
  }

  /** A guest that has run may not see another processor; the same again is no change. */
  private static boolean set(Vcpu vcpu, CpuidTable table) {
    if (vcpu.settings().hasRun()) {
      return VcpuCpuid.of(vcpu, table).equals(VcpuCpuid.of(vcpu, vcpu.settings().cpuid()));
    }
    if (!table.hasKnownWidth()) {
      return false;
    }
    vcpu.settings().cpuid(table);
    vcpu.cpu().reported(table::answer);
    return true;
  }

  /**
   * kvm_dev_ioctl_get_cpuid: room for nothing is not asked for, and where features are only
   * emulated the paddings must be zero.
   */
  private static Result offer(IoctlCall call, List<CpuidLeaf> leaves, boolean clean) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    long room = Math.min(CPUID2.get(header, "nent"), MAX_ENTRIES);
    if (room == 0) {
      return TOO_MANY;
    }
    MemorySegment entries = clean ? call.read(HEADER, room * ENTRY) : header;
    if (entries == null) {
      return IoctlCall.INVALID;
    }
    for (long i = 0; clean && i < room; i++) {
      MemorySegment padding = entries.asSlice(i * ENTRY + PADDING, ENTRY - PADDING);
      if (padding.mismatch(MemorySegment.ofArray(new byte[(int) (ENTRY - PADDING)])) >= 0) {
        return IoctlCall.INVALID;
      }
    }
    return answer(call, leaves);
  }

  private static Result answer(IoctlCall call, List<CpuidLeaf> leaves) {
    MemorySegment header = call.read(HEADER);
    if (header == null) {
      return IoctlCall.FAULT;
    }
    if (CPUID2.get(header, "nent") < leaves.size()) {
      return TOO_MANY;
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
        (int) CPUID_ENTRY2.get(in, "flags"),
        (int) CPUID_ENTRY2.get(in, "eax"),
        (int) CPUID_ENTRY2.get(in, "ebx"),
        (int) CPUID_ENTRY2.get(in, "ecx"),
        (int) CPUID_ENTRY2.get(in, "edx"));
  }

  /** An entry without an index. */
  private static CpuidLeaf oldLeaf(MemorySegment in) {
    return new CpuidLeaf(
        (int) CPUID_ENTRY.get(in, "function"),
        0,
        0,
        (int) CPUID_ENTRY.get(in, "eax"),
        (int) CPUID_ENTRY.get(in, "ebx"),
        (int) CPUID_ENTRY.get(in, "ecx"),
        (int) CPUID_ENTRY.get(in, "edx"));
  }

  private static void entry(CpuidLeaf leaf, MemorySegment out) {
    CPUID_ENTRY2.set(out, "function", leaf.function());
    CPUID_ENTRY2.set(out, "index", leaf.index());
    CPUID_ENTRY2.set(out, "flags", leaf.flags());
    CPUID_ENTRY2.set(out, "eax", leaf.eax());
    CPUID_ENTRY2.set(out, "ebx", leaf.ebx());
    CPUID_ENTRY2.set(out, "ecx", leaf.ecx());
    CPUID_ENTRY2.set(out, "edx", leaf.edx());
  }
}
