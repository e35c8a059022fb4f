package io.github.kvmtck.mutants.nc;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.CallMutant;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Clears the flags where vCPUs are loaded, and not where they are run. */
public final class EveryCallClearsFlags extends CallMutant {
  public EveryCallClearsFlags() {
    super(
        Breach.of(
                "NC-06",
                "every-call-clears-flags",
                "Every ioctl on a vCPU or VM clears kvm_run.flags.")
            .seenAs("kvm_run.flags is 0x1234", "kvm_run.flags is 0\\b"));
  }

  @Override
  protected CallBreach breaking() {
    Set<Integer> vcpus = ConcurrentHashMap.newKeySet();
    return call -> clear(call, vcpus);
  }

  private static Result clear(SeamCall call, Set<Integer> vcpus) {
    Result result = call.proceed();
    if (call.is(VcpuRun.KVM_CREATE_VCPU) && !result.failed()) {
      vcpus.add((int) result.value());
    } else if (!call.is(VcpuRun.KVM_RUN) && call.kind() != FdKind.OTHER) {
      vcpus.stream()
          .filter(vcpu -> call.kind(vcpu) == FdKind.VCPU)
          .forEach(vcpu -> call.vcpu(vcpu).kvmRun().flags(0));
    }
    return result;
  }
}
