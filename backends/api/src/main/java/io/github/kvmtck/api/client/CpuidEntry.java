package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;
import java.util.stream.IntStream;

/** One leaf of KVM_SET_CPUID2 and its kind. */
public record CpuidEntry(int function, int index, int flags, int eax, int ebx, int ecx, int edx) {

  private static final int MOST = 512;

  /** Room for as many leaves as a kernel has. */
  static StructValue room() {
    return StructValue.of(Cpuid.CPUID2, MOST).with("nent", MOST);
  }

  static List<CpuidEntry> list(StructValue cpuid) {
    return IntStream.range(0, (int) cpuid.get("nent"))
        .mapToObj(i -> of(cpuid.inner("entries[" + i + "]")))
        .toList();
  }

  static StructValue pack(List<CpuidEntry> entries) {
    StructValue cpuid = StructValue.of(Cpuid.CPUID2, entries.size()).with("nent", entries.size());
    for (int i = 0; i < entries.size(); i++) {
      cpuid = cpuid.with("entries[" + i + "]", entries.get(i).packed());
    }
    return cpuid;
  }

  private static CpuidEntry of(StructValue entry) {
    return new CpuidEntry(
        (int) entry.get("function"),
        (int) entry.get("index"),
        (int) entry.get("flags"),
        (int) entry.get("eax"),
        (int) entry.get("ebx"),
        (int) entry.get("ecx"),
        (int) entry.get("edx"));
  }

  private StructValue packed() {
    return StructValue.of(Cpuid.CPUID_ENTRY2)
        .with("function", function)
        .with("index", index)
        .with("flags", flags)
        .with("eax", eax)
        .with("ebx", ebx)
        .with("ecx", ecx)
        .with("edx", edx);
  }
}
