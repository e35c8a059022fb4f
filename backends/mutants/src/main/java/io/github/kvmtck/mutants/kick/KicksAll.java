package io.github.kvmtck.mutants.kick;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.mutants.seam.CallBreach;
import io.github.kvmtck.mutants.seam.SeamCall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A kick is made on every VM of the process. */
final class KicksAll implements CallBreach {
  private final Set<Integer> vms = ConcurrentHashMap.newKeySet();

  @Override
  public Result call(SeamCall call) {
    Result result = call.proceed();
    if (call.is(SystemApi.KVM_CREATE_VM) && !result.failed()) {
      vms.add((int) result.value());
    }
    if (call.is(Proposed.KVM_KICK_ALL_RUNNING_VCPUS)) {
      for (int vm : vms) {
        call.proceed(new Syscall.Ioctl(vm, Proposed.KVM_KICK_ALL_RUNNING_VCPUS.number(), 0));
      }
    }
    return result;
  }
}
