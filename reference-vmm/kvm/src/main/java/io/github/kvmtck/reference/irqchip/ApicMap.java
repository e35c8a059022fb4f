package io.github.kvmtck.reference.irqchip;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Local APICs by address (struct kvm_apic_map). Where one address is several APICs', or they do not
 * agree on a logical mode, there is no map, and every APIC is asked.
 */
final class ApicMap {
  private static final int CLUSTER_BITS = 16;

  private final Map<Integer, LocalApic> physical = new HashMap<>();
  private final Map<Integer, LocalApic> logical = new HashMap<>();
  private @Nullable LogicalMode mode;
  private boolean unique = true;
  private boolean agreed = true;

  /** enum kvm_apic_logical_mode. */
  enum LogicalMode {
    FLAT,
    CLUSTER,
    X2APIC;

    /** The bits of a destination that choose among the APICs of one cluster. */
    int choices(int destination) {
      return switch (this) {
        case FLAT -> destination & 0xff;
        case CLUSTER -> destination & 0xf;
        case X2APIC -> destination & 0xffff;
      };
    }

    /** A number for the first of the APICs that are chosen from. */
    int cluster(int destination) {
      return switch (this) {
        case FLAT -> 0;
        case CLUSTER -> (destination >>> 4 & 0xf) * CLUSTER_BITS;
        case X2APIC -> (destination >>> CLUSTER_BITS) * CLUSTER_BITS;
      };
    }
  }

  /**
   * kvm_recalculate_apic_map.
   *
   * @param wideIds of two with one address the first is meant (KVM_X2APIC_API_USE_32BIT_IDS)
   */
  ApicMap(List<LocalApic> apics, boolean wideIds) {
    for (LocalApic each : apics) {
      if (each.present()) {
        boolean taken = physical.putIfAbsent(each.physicalId(), each) != null;
        unique &= !taken || wideIds;
        addLogical(each);
      }
    }
  }

  /** kvm_recalculate_logical_map: those that software has disabled have no part in it. */
  private void addLogical(LocalApic apic) {
    int id = apic.logicalId();
    if (!apic.enabled() || id == 0) {
      return;
    }
    LogicalMode own = apic.logicalMode();
    mode = mode == null ? own : mode;
    agreed &= mode == own;
    if (agreed && own != LogicalMode.X2APIC && own.choices(id) != 0) {
      int at = own.cluster(id) + Integer.numberOfTrailingZeros(own.choices(id));
      agreed = Integer.bitCount(own.choices(id)) == 1 && logical.putIfAbsent(at, apic) == null;
    }
  }

  /** Whether all are in x2APIC mode, as far as they take part. */
  boolean onlyX2apic() {
    return agreed && mode == LogicalMode.X2APIC;
  }

  /**
   * The APICs that a message with an address means; null where there is no map of them.
   *
   * @param one a single one of them takes it, which the vector chooses
   */
  @Nullable List<LocalApic> find(Ipi message, boolean one) {
    if (!unique || message.logical() && !agreed) {
      return null;
    }
    if (!message.logical()) {
      LocalApic found = physical.get(message.destination());
      return found == null ? List.of() : List.of(found);
    }
    return mode == null ? List.of() : find(mode, message, one);
  }

  private List<LocalApic> find(LogicalMode known, Ipi message, boolean one) {
    int cluster = known.cluster(message.destination());
    int choices = known.choices(message.destination());
    int chosen = one ? nth(choices, message.vector()) : choices;
    Map<Integer, LocalApic> from = known == LogicalMode.X2APIC ? physical : logical;
    return IntStream.range(0, CLUSTER_BITS)
        .filter(bit -> (chosen & 1 << bit) != 0 && from.containsKey(cluster + bit))
        .mapToObj(bit -> from.get(cluster + bit))
        .toList();
  }

  /** kvm_vector_to_index: one of the bits, also where nobody is behind it. */
  private static int nth(int bits, int vector) {
    int left = bits;
    for (int i = bits == 0 ? 0 : vector % Integer.bitCount(bits); i > 0; i--) {
      left &= left - 1;
    }
    return Integer.lowestOneBit(left);
  }
}
