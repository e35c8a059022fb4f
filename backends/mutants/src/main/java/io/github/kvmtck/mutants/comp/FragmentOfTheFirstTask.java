package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The fragment points to a stack that is gone. */
public final class FragmentOfTheFirstTask extends VcpuMutant {
  public FragmentOfTheFirstTask() {
    super(
        Breach.of(
                "COMP-21",
                "fragment-of-the-first-task",
                "The later fragment of a write is lost if another task calls KVM_RUN.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO write of bytes 33 44",
                "KVM_RUN returns 0 for an MMIO write of bytes 00 00"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new FragmentOfTask();
  }
}
