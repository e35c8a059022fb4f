package io.github.kvmtck.mutants.imm;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.List;

/** A return in front of post_kvm_run_save. */
public final class ImmediateExitRefreshesNothing extends VcpuMutant {
  public ImmediateExitRefreshesNothing() {
    super(
        Breach.of(
                "IMM-07",
                "immediate-exit-refreshes-nothing",
                "KVM_RUN with immediate_exit leaves in kvm_run what was there.")
            .seenAs(
                "kvm_run.(if_flag|ready_for_interrupt_injection|flags|apic_base|cr8) is",
                "kvm_run.(if_flag|ready_for_interrupt_injection|flags|apic_base|cr8) is 0?x?[57]"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      if (ended.immediate() && !ended.succeeded()) {
        for (String field :
            List.of("if_flag", "ready_for_interrupt_injection", "flags", "apic_base", "cr8")) {
          ended.call().run().set(field, ended.before().get(field));
        }
      }
      return ended.result();
    });
  }
}
