package io.github.kvmtck.vmm;

import io.github.kvmtck.api.InterceptedKernel;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.client.MappedRun;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a kick come exactly when KVM_RUN has returned for the n-th time with an exit, and before
 * the VMM has looked at it.
 */
final class StopAtExit implements Interceptor {
  private final int wanted;
  private final CountDownLatch reached = new CountDownLatch(1);
  private volatile @Nullable MappedRun run;
  private int exits;

  StopAtExit(int wanted) {
    this.wanted = wanted;
  }

  Kernel on(Kernel kernel) {
    Function<Kernel.Process, Interceptor> same = process -> this;
    return new InterceptedKernel(kernel, kernel.about(), same);
  }

  /** The machine that runs on it. */
  void machine(Vmm vmm) {
    run = vmm.vcpu(0).kvmRun();
  }

  /** Whether the exit came; false where the guest ended before. */
  boolean await(Vmm vmm) throws InterruptedException {
    while (!reached.await(1, TimeUnit.MILLISECONDS)) {
      if (vmm.ending().isPresent()) {
        return reached.getCount() == 0;
      }
    }
    return true;
  }

  @Override
  public Result call(Kernel.Task by, Syscall call, Next next) {
    Result result = next.call(call);
    if (call instanceof Syscall.Ioctl(int _, long request, long _)
        && request == VcpuRun.KVM_RUN.number()
        && !result.failed()
        && ++exits == wanted) {
      reached.countDown();
      while (!kicked()) {
        Thread.onSpinWait();
      }
    }
    return result;
  }

  private boolean kicked() {
    MappedRun mapped = run;
    return mapped != null && mapped.immediateExit() != 0;
  }
}
