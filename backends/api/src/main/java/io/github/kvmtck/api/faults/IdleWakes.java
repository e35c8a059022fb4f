package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.MpState;

/**
 * KVM_RUN of a vCPU that waits for INIT and SIPI comes back with EAGAIN, and it still waits.
 *
 * <p>kvm_arch_vcpu_ioctl_run returns -EAGAIN where kvm_vcpu_block is over for a vCPU in
 * KVM_MP_STATE_UNINITIALIZED, whatever has ended it: KVM_REQ_UNBLOCK and an NMI do, which start no
 * processor. Nothing that is pending is finished (rule COMP-02).
 *
 * @param every the first of so many KVM_RUNs of such a vCPU comes back
 */
public record IdleWakes(int every) implements Fault {

  @Override
  public Injector begin() {
    return RunFault.perVcpu(() -> new OneVcpu(every));
  }

  private static final class OneVcpu implements RunFault {
    private final int every;
    private int runs;

    OneVcpu(int every) {
      this.every = every;
    }

    @Override
    public Result run(IoctlCall call, RunPage page) {
      boolean waits =
          page.immediateExit() == 0
              && call.mpState() == MpState.KVM_MP_STATE_UNINITIALIZED.number();
      if (!waits) {
        return call.proceed();
      }
      return runs++ % every == 0 ? Result.error(Errno.EAGAIN) : call.proceed();
    }
  }
}
