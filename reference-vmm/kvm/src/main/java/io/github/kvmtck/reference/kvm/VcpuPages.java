package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.memory.JoinedPages;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.memory.SharedPages;
import io.github.kvmtck.reference.memslot.DirtyRing;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client maps of a vCPU (kvm_vcpu_fault): kvm_run and the port I/O page, behind them the
 * coalesced MMIO ring of its VM, and further on its dirty ring.
 */
record VcpuPages(Backing mapped, RunPage run, @Nullable DirtyRing dirtyRing) {
  private static final long COALESCED_RING = SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET * Pages.SIZE;

  /** Where the dirty ring begins. */
  static final long DIRTY_RING = DirtyLog.KVM_DIRTY_LOG_PAGE_OFFSET * Pages.SIZE;

  /** All of it but the dirty ring. */
  static final long MMAP_SIZE = COALESCED_RING + Pages.SIZE;

  static VcpuPages of(Vm vm) {
    SharedPages run = new SharedPages(COALESCED_RING);
    Map<Long, SharedPages> parts = new HashMap<>();
    parts.put(0L, run);
    parts.put(COALESCED_RING, vm.coalescedRing().share());
    DirtyRing dirtyRing = null;
    if (vm.dirtyTracking().usesRings()) {
      SharedPages entries = new SharedPages(vm.dirtyTracking().ringBytes());
      parts.put(DIRTY_RING, entries);
      dirtyRing = new DirtyRing(entries.segment());
    }
    return new VcpuPages(new JoinedPages(parts), new RunPage(run.segment()), dirtyRing);
  }
}
