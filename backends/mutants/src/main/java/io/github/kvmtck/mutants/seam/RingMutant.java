package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.api.uapi.VcpuRun;
import io.github.kvmtck.mutants.Breach;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A mutant that changes dirty rings, of which it has its own mapping. */
public abstract class RingMutant extends CallMutant {
  private static final long OFFSET = DirtyLog.KVM_DIRTY_LOG_PAGE_OFFSET * (long) Linux.PAGE_SIZE;
  private static final long SIZE_BITS = 0xffff_ffffL;

  protected RingMutant(Breach breach) {
    super(breach);
  }

  /** New for each process. */
  protected abstract RingBreach rings();

  @Override
  protected final CallBreach breaking() {
    return new Rings(rings(), new AtomicLong(), new ConcurrentHashMap<>());
  }

  /**
   * The rings of one process.
   *
   * @param bytes the size of each; 0 where there are none
   * @param rings by the descriptor of the vCPU
   */
  private record Rings(RingBreach breach, AtomicLong bytes, Map<Integer, Ring> rings)
      implements CallBreach {
    @Override
    public Result call(SeamCall call) {
      if (call.is(DirtyLog.KVM_RESET_DIRTY_RINGS)) {
        return breach.reset(call, List.copyOf(rings.values()));
      }
      long asked =
          Ring.enabled(call) ? call.argument(SystemApi.ENABLE_CAP).get("args[0]") & SIZE_BITS : 0;
      boolean deletes =
          call.is(Memslots.KVM_SET_USER_MEMORY_REGION)
              && call.argument(Memslots.USERSPACE_MEMORY_REGION).get("memory_size") == 0;
      Result result = call.proceed();
      if (result.failed()) {
        return result;
      }
      if (asked != 0) {
        bytes.set(asked);
      } else if (call.is(VcpuRun.KVM_CREATE_VCPU) && bytes.get() != 0) {
        rings.put((int) result.value(), ring(call, (int) result.value()));
      } else if (call.is(VcpuRun.KVM_RUN) && rings.containsKey(call.fd())) {
        Ring own = rings.get(call.fd());
        breach.ran(own, rings.values().stream().filter(ring -> !ring.equals(own)).toList());
      } else if (deletes) {
        breach.deleted(List.copyOf(rings.values()));
      }
      return result;
    }

    private Ring ring(SeamCall call, int vcpu) {
      int prot = Linux.PROT_READ | Linux.PROT_WRITE;
      Syscall mmap = new Syscall.Mmap(0, bytes.get(), prot, Linux.MAP_SHARED, vcpu, OFFSET);
      return new Ring(call.client().memory(), call.proceed(mmap).value(), bytes.get());
    }
  }
}
