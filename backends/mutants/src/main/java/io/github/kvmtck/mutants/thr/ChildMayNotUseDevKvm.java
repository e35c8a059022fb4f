package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** The test of kvm->mm for a descriptor that has no VM. */
public final class ChildMayNotUseDevKvm extends CallMutant {
  public ChildMayNotUseDevKvm() {
    super(
        Breach.of(
                "THR-02",
                "child-may-not-use-dev-kvm",
                "ioctls of another process on /dev/kvm are EIO.")
            .seenAs("12\\b", "-1 EIO"));
  }

  @Override
  protected CallBreach breaking() {
    return new Refusing();
  }

  private record Refusing() implements CallBreach {
    @Override
    public Result call(SeamCall call) {
      return call.proceed();
    }

    @Override
    public CallBreach forked() {
      return call ->
          call.syscall() instanceof Syscall.Ioctl ? Result.error(Errno.EIO) : call.proceed();
    }
  }
}
