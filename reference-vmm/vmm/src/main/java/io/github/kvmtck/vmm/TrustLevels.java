package io.github.kvmtck.vmm;

import io.github.kvmtck.api.client.CpuidEntry;
import io.github.kvmtck.api.client.Reply;
import io.github.kvmtck.api.uapi.ProposedVtl;
import java.util.List;
import java.util.stream.Stream;

/** Whether KVM has virtual trust levels, and how a guest is shown that. */
final class TrustLevels {
  private static final int FEATURES = 0x4000_0003;
  private static final int FIRST = 0x4000_0000;
  private static final int MASK = 0xffff_ff00;

  private TrustLevels() {}

  /**
   * The leaves of Hyper-V in the place of KVM's own, where they say that levels are there: KVM
   * takes the state of an inactive one only from a guest that may know of them (VTL-02).
   */
  static List<CpuidEntry> shownBeside(List<CpuidEntry> own, Reply<List<CpuidEntry>> hyperv) {
    if (hyperv.failed() || hyperv.value().stream().noneMatch(TrustLevels::hasLevels)) {
      return own;
    }
    return Stream.concat(
            own.stream().filter(leaf -> (leaf.function() & MASK) != FIRST), hyperv.value().stream())
        .toList();
  }

  private static boolean hasLevels(CpuidEntry leaf) {
    return leaf.function() == FEATURES && (leaf.ebx() & ProposedVtl.HV_ACCESS_VSM) != 0;
  }
}
