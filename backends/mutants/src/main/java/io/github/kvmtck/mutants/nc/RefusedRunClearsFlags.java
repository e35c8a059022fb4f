package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import org.jspecify.annotations.Nullable;

/** The flags are cleared at the very start of kvm_vcpu_ioctl. */
public final class RefusedRunClearsFlags extends CallMutant {
  public RefusedRunClearsFlags() {
    super(
        Breach.of(
                "NC-05",
                "refused-run-clears-flags",
                "A KVM_RUN that does not get as far as its vCPU clears kvm_run.flags.")
            .seenAs("kvm_run.flags is 0xFFFF", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new Clears();
  }

  private static final class Clears implements CallBreach {
    private volatile @Nullable MappedRun run;

    @Override
    public Result call(SeamCall call) {
      if (call.kind() == FdKind.VCPU) {
        run = call.run();
      }
      if (call.is(VcpuRun.KVM_RUN)) {
        call.run().flags(0);
      }
      return call.proceed();
    }

    @Override
    public CallBreach forked() {
      return call -> {
        MappedRun shared = run;
        if (call.is(VcpuRun.KVM_RUN) && shared != null) {
          shared.flags(0);
        }
        return call.proceed();
      };
    }
  }
}
