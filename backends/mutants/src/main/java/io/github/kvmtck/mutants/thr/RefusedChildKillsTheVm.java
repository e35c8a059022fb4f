package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.concurrent.atomic.AtomicBoolean;

/** kvm_vm_bugged for what is only refused. */
public final class RefusedChildKillsTheVm extends CallMutant {
  public RefusedChildKillsTheVm() {
    super(
        Breach.of(
                "THR-02",
                "refused-child-kills-the-vm",
                "After an ioctl of another process the VM is dead for its owner.")
            .seenAs("KVM_RUN returns 0 for KVM_EXIT_HLT", "KVM_RUN fails with EIO"));
  }

  @Override
  protected CallBreach breaking() {
    return new Killing(new AtomicBoolean());
  }

  private record Killing(AtomicBoolean dead) implements CallBreach {
    @Override
    public Result call(SeamCall call) {
      return dead.get() && call.is(VcpuRun.KVM_RUN) ? Result.error(Errno.EIO) : call.proceed();
    }

    @Override
    public CallBreach forked() {
      return call -> {
        Result result = call.proceed();
        if (result.errno() == Errno.EIO) {
          dead.set(true);
        }
        return result;
      };
    }
  }
}
