package io.github.kvmtck.mutants.run;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** A negation too many. */
public final class ReadyIsInverted extends VcpuMutant {
  public ReadyIsInverted() {
    super(
        Breach.of(
                "RUN-04",
                "ready-is-inverted",
                "ready_for_interrupt_injection is 1 where injection is not possible, and 0 where it"
                    + " is.")
            .seenAs(
                "kvm_run.ready_for_interrupt_injection is 1\\b",
                "kvm_run.ready_for_interrupt_injection is 0\\b")
            .seenAs(
                "kvm_run.ready_for_interrupt_injection is 0\\b",
                "kvm_run.ready_for_interrupt_injection is 1\\b"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      ended
          .call()
          .run()
          .set(
              "ready_for_interrupt_injection",
              1 - ended.call().run().get("ready_for_interrupt_injection"));
      return ended.result();
    });
  }
}
