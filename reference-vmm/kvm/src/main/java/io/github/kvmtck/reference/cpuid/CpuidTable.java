package io.github.kvmtck.reference.cpuid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What CPUID answers in a guest; nothing where the client has set nothing. Immutable. */
public record CpuidTable(List<CpuidLeaf> leaves) {
  public static final CpuidTable NONE = new CpuidTable(List.of());

  private static final CpuidLeaf ZERO = CpuidLeaf.of(0, 0, 0, 0, 0);
  private static final int FEATURES = 1;
  private static final int OSXSAVE = 1 << 27;
  private static final int APIC = 1 << 9;
  private static final int OSPKE = 1 << 4;
  private static final int EXTENDED_STATE = 0xd;

  /** XSAVEC and XSAVES. */
  private static final int COMPACTED = 1 << 1 | 1 << 3;

  private static final int TOPOLOGY = 0xb;
  private static final int TOPOLOGY_V2 = 0x1f;
  private static final int CENTAUR = 0xc000_0000;

  /** The first letters of AuthenticAMD and HygonGenuine, in EBX. */
  private static final int AUTH = 0x6874_7541;

  private static final int HYGO = 0x6f67_7948;
  private static final int X2APIC = 1 << 21;
  private static final int TSC_DEADLINE_TIMER = 1 << 24;
  private static final int EXTENDED_FEATURES = 7;
  private static final int TSC_ADJUST = 1 << 1;
  private static final int EXTENDED = 0x8000_0000;
  private static final int ADDRESS_BITS = 0x8000_0008;

  /** What a processor has that does not tell (cpuid_query_maxphyaddr). */
  private static final int LEAST_ADDRESS_BITS = 36;

  /** What CPUID says of a feature. */
  public enum Feature {
    /** The leaf is not there. */
    ABSENT,
    OFF,
    ON
  }

  /** The answer for a leaf and subleaf; zeroes for what is not in the table. */
  public CpuidLeaf find(int leaf, int subleaf) {
    CpuidLeaf found = lookUp(leaf, subleaf);
    return found == null ? ZERO : found;
  }

  private @Nullable CpuidLeaf lookUp(int leaf, int subleaf) {
    for (CpuidLeaf each : leaves) {
      if (each.answers(leaf, subleaf)) {
        return each;
      }
    }
    return null;
  }

  /**
   * What CPUID answers (kvm_cpuid): a leaf out of range is the last of the basic ones, as with
   * Intel, and the subleaves of a topology all tell the APIC id.
   */
  public CpuidLeaf answer(int leaf, int subleaf) {
    CpuidLeaf exact = lookUp(leaf, subleaf);
    if (exact != null) {
      return exact;
    }
    int effective = effective(leaf);
    CpuidLeaf redirected = effective == leaf ? null : lookUp(effective, subleaf);
    if (redirected != null) {
      return redirected;
    }
    boolean topology = effective == TOPOLOGY || effective == TOPOLOGY_V2;
    CpuidLeaf second = topology ? lookUp(effective, 1) : null;
    return second == null ? ZERO : CpuidLeaf.of(0, 0, 0, subleaf & 0xff, second.edx());
  }

  /** get_out_of_range_cpuid_entry: the leaf that answers in the place of one that is not there. */
  private int effective(int leaf) {
    CpuidLeaf basic = lookUp(0, 0);
    if (basic == null || ofAmd()) {
      return leaf;
    }
    int first =
        leaf >>> 28 == 4
            ? leaf & 0xffff_ff00
            : Integer.compareUnsigned(leaf, CENTAUR) >= 0 ? CENTAUR : leaf & EXTENDED;
    CpuidLeaf range = lookUp(first, 0);
    boolean inRange = range != null && Integer.compareUnsigned(leaf, range.eax()) <= 0;
    return inRange ? leaf : basic.eax();
  }

  /** guest_cpuid_is_amd_compatible: the processor is one of AMD or Hygon. */
  public boolean ofAmd() {
    int vendor = find(0, 0).ebx();
    return vendor == AUTH || vendor == HYGO;
  }

  /** What else than the client has a say in it. */
  public record Dynamic(boolean osxsave, boolean apic, boolean ospke, int xsaveSize) {}

  /** kvm_update_cpuid_now. */
  public CpuidTable at(Dynamic now) {
    return new CpuidTable(leaves.stream().map(each -> at(each, now)).toList());
  }

  private static CpuidLeaf at(CpuidLeaf leaf, Dynamic now) {
    return switch (leaf.function()) {
      case FEATURES ->
          leaf.with(put(leaf.ecx(), OSXSAVE, now.osxsave), put(leaf.edx(), APIC, now.apic));
      case EXTENDED_FEATURES ->
          leaf.index() == 0 ? leaf.with(put(leaf.ecx(), OSPKE, now.ospke), leaf.edx()) : leaf;
      case EXTENDED_STATE -> extendedState(leaf, now);
      default -> leaf;
    };
  }

  /** Both formats have the same size here; the second is only there with XSAVEC or XSAVES. */
  private static CpuidLeaf extendedState(CpuidLeaf leaf, Dynamic now) {
    boolean compacted = leaf.index() == 1 && (leaf.eax() & COMPACTED) != 0;
    return leaf.index() == 0 || compacted ? leaf.withEbx(now.xsaveSize) : leaf;
  }

  private static int put(int value, int bit, boolean on) {
    return on ? value | bit : value & ~bit;
  }

  /** Whether the linear addresses are of a width that there is (kvm_check_cpuid). */
  public boolean hasKnownWidth() {
    int bits = find(ADDRESS_BITS, 0).eax() >>> 8 & 0xff;
    return bits == 0 || bits == 48 || bits == 57;
  }

  /** The CPUID instruction; {@code into} receives EAX, EBX, ECX, EDX. */
  public void answer(int leaf, int subleaf, int[] into) {
    CpuidLeaf found = find(leaf, subleaf);
    into[0] = found.eax();
    into[1] = found.ebx();
    into[2] = found.ecx();
    into[3] = found.edx();
  }

  /** Whether the local APIC can be used in x2APIC mode. */
  public boolean hasX2apic() {
    return (find(FEATURES, 0).ecx() & X2APIC) != 0;
  }

  /** Whether there is IA32_TSC_ADJUST. */
  public boolean hasTscAdjust() {
    return (find(EXTENDED_FEATURES, 0).ebx() & TSC_ADJUST) != 0;
  }

  /** Whether the local APIC's timer has deadlines. */
  public Feature tscDeadlineTimer() {
    CpuidLeaf features = find(FEATURES, 0);
    if (features.function() != FEATURES) {
      return Feature.ABSENT;
    }
    return (features.ecx() & TSC_DEADLINE_TIMER) != 0 ? Feature.ON : Feature.OFF;
  }

  /** Bits of a guest-physical address. */
  public int addressBits() {
    boolean told = Integer.compareUnsigned(find(EXTENDED, 0).eax(), ADDRESS_BITS) >= 0;
    CpuidLeaf sizes = find(ADDRESS_BITS, 0);
    return told && sizes.function() == ADDRESS_BITS ? sizes.eax() & 0xff : LEAST_ADDRESS_BITS;
  }
}
