package io.github.kvmtck.mutants.thr;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.VcpuBreach;
import io.github.kvmtck.mutants.seam.VcpuMutant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** vcpu->pid as an owner. */
public final class VcpuBelongsToItsCreator extends VcpuMutant {
  public VcpuBelongsToItsCreator() {
    super(
        Breach.of(
                "THR-01",
                "vcpu-belongs-to-its-creator",
                "KVM_RUN fails with EPERM for every task but the first one.")
            .seenAs("KVM_RUN returns 0 for", "KVM_RUN fails with EPERM")
            .seenAs("KVM_RUN fails with EINTR", "KVM_RUN fails with EPERM")
            .seenAs("0 KVM_EXIT_IO", "-1 EPERM"));
  }

  @Override
  protected VcpuBreach breaking() {
    AtomicReference<Kernel.@Nullable Task> owner = new AtomicReference<>();
    return call -> {
      owner.compareAndSet(null, call.by());
      return call.is(VcpuRun.KVM_RUN) && !call.by().equals(owner.get())
          ? Result.error(Errno.EPERM)
          : call.proceed();
    };
  }
}
