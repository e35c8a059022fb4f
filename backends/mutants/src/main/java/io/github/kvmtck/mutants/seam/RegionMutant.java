package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A mutant that answers KVM_SET_USER_MEMORY_REGION and KVM_SET_USER_MEMORY_REGION2, and knows which
 * slots were set with success.
 */
public abstract class RegionMutant extends CallMutant {

  protected RegionMutant(Breach breach) {
    super(breach);
  }

  /** New for each process. */
  protected abstract RegionBreach regions();

  @Override
  protected final CallBreach breaking() {
    RegionBreach breach = regions();
    Map<Integer, Map<Integer, MemoryRegion>> vms = new ConcurrentHashMap<>();
    return call -> {
      if (!call.is(Memslots.KVM_SET_USER_MEMORY_REGION)
          && !call.is(Memslots.KVM_SET_USER_MEMORY_REGION2)) {
        return call.proceed();
      }
      Map<Integer, MemoryRegion> slots =
          vms.computeIfAbsent(call.fd(), fd -> new ConcurrentHashMap<>());
      return breach.set(RegionCall.of(call, slots));
    };
  }
}
