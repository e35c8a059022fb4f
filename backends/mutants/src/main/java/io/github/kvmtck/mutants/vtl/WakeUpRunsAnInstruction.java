package io.github.kvmtck.mutants.vtl;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.reference.kvm.Vcpu;

/** vcpu_enter_guest before the test of vcpu_run. */
public final class WakeUpRunsAnInstruction extends AtWakeUp {
  public WakeUpRunsAnInstruction() {
    super(
        Breach.of(
                "VTL-04",
                "wake-up-runs-an-instruction",
                "The exit for a wake-up executes an instruction of the guest.")
            .in("mainline+hv-inactive-vtl")
            .seenAs("no register has changed", "changed: "));
  }

  @Override
  void awake(Vcpu vcpu) {
    vcpu.cpu().rip++;
  }
}
