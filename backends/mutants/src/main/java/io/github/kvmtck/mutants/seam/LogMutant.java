package io.github.kvmtck.mutants.seam;

import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A mutant that answers calls about dirty bitmaps, and knows which slots were set. */
public abstract class LogMutant extends CallMutant {

  protected LogMutant(Breach breach) {
    super(breach);
  }

  /** New for each process. */
  protected abstract LogBreach log();

  @Override
  protected final CallBreach breaking() {
    LogBreach breach = log();
    Map<Integer, Map<Integer, MemoryRegion>> vms = new ConcurrentHashMap<>();
    return call -> {
      if (call.is(Memslots.KVM_SET_USER_MEMORY_REGION)) {
        return breach.set(RegionCall.of(call, slots(vms, call)));
      }
      if (call.is(DirtyLog.KVM_GET_DIRTY_LOG) && call.argument() != 0) {
        return breach.get(new LogCall(call, slots(vms, call)));
      }
      return call.is(DirtyLog.KVM_CLEAR_DIRTY_LOG) && call.argument() != 0
          ? breach.clear(new LogCall(call, slots(vms, call)))
          : breach.other(call);
    };
  }

  private static Map<Integer, MemoryRegion> slots(
      Map<Integer, Map<Integer, MemoryRegion>> vms, SeamCall call) {
    return vms.computeIfAbsent(call.fd(), fd -> new ConcurrentHashMap<>());
  }
}
