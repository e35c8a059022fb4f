package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;

/** A field that KVM_EXIT_SYSTEM_EVENT leaves as it was. */
final class StaleSystemEvent {
  private StaleSystemEvent() {}

  static VcpuBreach of(String field) {
    return VcpuBreach.afterRun(ended -> {
      if (Exits.of(ExitReason.KVM_EXIT_SYSTEM_EVENT).test(ended.call().run())) {
        ended.call().run().set(field, ended.before().get(field));
      }
      return ended.result();
    });
  }
}
