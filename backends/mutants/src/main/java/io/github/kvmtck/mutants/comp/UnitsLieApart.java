package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;

/** Data of a port read laid out as an array of u32. */
public final class UnitsLieApart extends VcpuMutant {
  public UnitsLieApart() {
    super(
        Breach.of(
                "COMP-15",
                "units-lie-apart",
                "The units of a string read are taken from every fourth byte.")
            .seenAs(
                "guest memory at 0x3000 contains bytes 11 22 33 44 00 00",
                "guest memory at 0x3000 contains bytes 11 22 00 00 00 00"));
  }

  @Override
  protected VcpuBreach breaking() {
    return VcpuBreach.onRun(call -> {
      MappedRun run = call.run();
      if (Exits.PORT_READ.test(run) && run.io().count() > 1 && run.io().size() == 2) {
        byte[] data = run.ioData();
        for (int i = 2; i < data.length; i += 2) {
          data[i] = i * 2 < data.length ? data[i * 2] : 0;
          data[i + 1] = i * 2 + 1 < data.length ? data[i * 2 + 1] : 0;
        }
        run.ioData(data);
      }
      return call.proceed();
    });
  }
}
