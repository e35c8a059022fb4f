package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** kvm_emulate_wrmsr with kvm_rax_read in the place of kvm_read_edx_eax. */
public final class WrmsrTakesTheUpperHalf extends VcpuMutant {
  public WrmsrTakesTheUpperHalf() {
    super(
        Breach.of(
                "COMP-24",
                "wrmsr-takes-the-upper-half",
                "The exit for a WRMSR has the upper half of RAX among its data.")
            .seenAs(
                "KVM_RUN returns 0 for a write of 0x1111222233334444",
                "KVM_RUN returns 0 for a write of 0x7777"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.afterRun(ended -> {
      MappedRun run = ended.call().run();
      if (ended.succeeded() && Exits.WRMSR.test(run)) {
        long upper = ended.call().regs().rax() & ~0xffff_ffffL;
        run.set("msr.data", run.get("msr.data") | upper);
      }
      return ended.result();
    });
  }
}
