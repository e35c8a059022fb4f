package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SpoilsCompletion;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** register_address_increment of RCX without a look at the prefix. */
public final class SingleInsCountsRcx extends VcpuMutant {
  public SingleInsCountsRcx() {
    super(
        Breach.of("COMP-15", "single-ins-counts-rcx", "INS without REP takes one from RCX.")
            .seenAs("RCX is 5", "RCX is 4"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SpoilsCompletion(
        Exits.PORT_READ,
        done ->
            done.now().get("rdi") != done.atExit().get("rdi")
                    && done.now().get("rcx") == done.atExit().get("rcx")
                ? done.now().with("rcx", done.now().get("rcx") - 1)
                : done.now());
  }
}
