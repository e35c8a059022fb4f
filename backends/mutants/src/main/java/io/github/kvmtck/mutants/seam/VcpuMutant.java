package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.SeamMutant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A mutant that answers the ioctls of vCPUs. */
public abstract class VcpuMutant extends SeamMutant {

  protected VcpuMutant(Breach breach) {
    super(breach);
  }

  /** New for each vCPU. */
  protected abstract VcpuBreach breaking();

  @Override
  protected final Interceptor interceptor(Kernel.Process process) {
    return new Watch(process, new EachVcpu(this::breaking, new ConcurrentHashMap<>()));
  }

  private record EachVcpu(Supplier<VcpuBreach> breach, Map<Integer, VcpuBreach> vcpus)
      implements CallBreach {
    @Override
    public Result call(SeamCall call) {
      if (call.syscall() instanceof Syscall.Close(int fd)) {
        vcpus.remove(fd);
      }
      return call.syscall() instanceof Syscall.Ioctl ioctl && call.kind() == FdKind.VCPU
          ? vcpus.computeIfAbsent(ioctl.fd(), fd -> breach.get()).call(call)
          : call.proceed();
    }
  }
}
