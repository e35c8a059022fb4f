package io.github.kvmtck.mutants.mp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** The numbers of another header. */
public final class MpStatesAreCountedFromOne extends VcpuMutant {
  public MpStatesAreCountedFromOne() {
    super(
        Breach.of(
                "MP-01",
                "mp-states-are-counted-from-one",
                "KVM_GET_MP_STATE tells each state by the number of the next one.")
            .seenAs("the MP state is ", "the MP state is "));
  }

  @Override
  protected VcpuBreach breaking() {
    return MpStates.told(number -> number + 1);
  }
}
