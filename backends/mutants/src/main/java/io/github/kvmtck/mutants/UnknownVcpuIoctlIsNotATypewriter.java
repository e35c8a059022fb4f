package io.github.kvmtck.mutants;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Interceptor;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** kvm_arch_vcpu_ioctl's default case, written as that of kvm_arch_vm_ioctl. */
public final class UnknownVcpuIoctlIsNotATypewriter extends SeamMutant {
  private static final long KVM_CREATE_VCPU = 0xAE41;

  @Override
  public String name() {
    return "unknown-vcpu-ioctl-enotty";
  }

  @Override
  public String rule() {
    return "THR-05";
  }

  @Override
  public String breach() {
    return "A vCPU answers an ioctl that it does not know with ENOTTY.";
  }

  @Override
  public Pattern message() {
    return Pattern.compile("EINVAL[^$]*ENOTTY", Pattern.DOTALL);
  }

  @Override
  protected Interceptor interceptor() {
    return new Breach(ConcurrentHashMap.newKeySet());
  }

  private record Breach(Set<Integer> vcpus) implements Interceptor {
    @Override
    public Result call(Kernel.Task by, Syscall call, Next next) {
      Result result = next.call(call);
      if (!(call instanceof Syscall.Ioctl ioctl)) {
        return result;
      }
      if (ioctl.request() == KVM_CREATE_VCPU && !result.failed()) {
        vcpus.add((int) result.value());
      }
      return vcpus.contains(ioctl.fd()) && result.errno() == Errno.EINVAL
          ? Result.error(Errno.ENOTTY)
          : result;
    }
  }
}
