package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;

/** kvm_vm_ioctl and kvm_vcpu_ioctl without the test of kvm->mm. */
public final class ChildIsServed extends CallMutant {
  public ChildIsServed() {
    super(
        Breach.of("THR-02", "child-is-served", "ioctls of another process succeed.")
            .seenAs("-1 EIO", "0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    return new Serving();
  }

  private record Serving() implements CallBreach {
    @Override
    public Result call(SeamCall call) {
      return call.proceed();
    }

    @Override
    public CallBreach forked() {
      return call -> {
        Result result = call.proceed();
        return result.errno() == Errno.EIO ? Result.ZERO : result;
      };
    }
  }
}
