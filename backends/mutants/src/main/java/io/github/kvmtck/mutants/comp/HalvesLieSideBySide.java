package io.github.kvmtck.mutants.comp;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.Exits;
import io.github.kvmtck.mutants.seam.SeamCall;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.OptionalLong;

/** emulator_read_write that translates the address of the first byte only. */
public final class HalvesLieSideBySide extends VcpuMutant {
  public HalvesLieSideBySide() {
    super(
        Breach.of(
                "COMP-19",
                "halves-lie-side-by-side",
                "The second half of an access is where the first one ends in guest-physical memory,"
                    + " wherever its page is mapped to.")
            .seenAs(
                "KVM_RUN returns 0 for an MMIO (read|write) of .* at 0x2[05]000",
                "KVM_RUN returns 0 for an MMIO (read|write) of .* at 0x(21|30)000"));
  }

  @Override
  protected VcpuBreach breaking() {
    return new SideBySide();
  }

  /** An MMIO exit that follows another at once is where that one ended. */
  private static final class SideBySide implements VcpuBreach {
    private volatile OptionalLong end = OptionalLong.empty();

    @Override
    public Result call(SeamCall call) {
      Result result = call.proceed();
      if (!call.is(VcpuRun.KVM_RUN)) {
        return result;
      }
      OptionalLong next = end;
      end = OptionalLong.empty();
      if (!result.failed() && Exits.MMIO.test(call.run())) {
        next.ifPresent(address -> call.run().set("mmio.phys_addr", address));
        end = OptionalLong.of(call.run().mmio().physAddr() + call.run().mmio().len());
      }
      return result;
    }
  }
}
