package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Answers the KVM_RUNs of one vCPU, one after the other. */
@FunctionalInterface
interface RunFault {

  Result run(IoctlCall call, RunPage page);

  /** One for each vCPU; all that is not KVM_RUN goes its way. */
  static Injector perVcpu(Supplier<RunFault> fresh) {
    Map<Object, RunFault> known = new ConcurrentHashMap<>();
    return call ->
        call.is(VcpuRun.KVM_RUN)
            ? call.run()
                .map(page -> known.computeIfAbsent(call.file(), _ -> fresh.get()).run(call, page))
                .orElseGet(call::proceed)
            : call.proceed();
  }
}
