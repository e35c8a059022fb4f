package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.uapi.DirtyLog;
import io.github.kvmtck.api.uapi.SystemApi;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.memory.JoinedPages;
import io.github.kvmtck.reference.host.memory.Pages;
import io.github.kvmtck.reference.host.memory.SharedPages;
import io.github.kvmtck.reference.memslot.DirtyRing;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client maps of a vCPU (kvm_vcpu_fault): kvm_run and the port I/O page, behind them the
 * coalesced MMIO ring of its VM, and further on its dirty ring.
 *
 * @param foreign the same for a client outside this JVM
 */
record VcpuPages(
    Backing mapped, RunPage run, @Nullable DirtyRing dirtyRing, Foreign.@Nullable Shared foreign) {
  private static final long COALESCED_RING = SystemApi.KVM_COALESCED_MMIO_PAGE_OFFSET * Pages.SIZE;

  /** Where the dirty ring begins. */
  static final long DIRTY_RING = DirtyLog.KVM_DIRTY_LOG_PAGE_OFFSET * Pages.SIZE;

  /** All of it but the dirty ring. */
  static final long MMAP_SIZE = COALESCED_RING + Pages.SIZE;

  static VcpuPages of(Vm vm) {
    return vm.mm().foreign().map(client -> shared(vm, client)).orElseGet(() -> joined(vm));
  }

  /**
   * For a client that Linux runs all is one file of Linux, so the ring of the VM is in the pages of
   * its first vCPU.
   */
  private static VcpuPages shared(Vm vm, Foreign client) {
    boolean rings = vm.dirtyTracking().usesRings();
    Foreign.Shared shared =
        client.share(rings ? DIRTY_RING + vm.dirtyTracking().ringBytes() : MMAP_SIZE);
    MemorySegment all = shared.segment();
    vm.coalescedRing().moveTo(all.asSlice(COALESCED_RING, Pages.SIZE));
    return new VcpuPages(
        new SharedPages(shared),
        new RunPage(all.asSlice(0, COALESCED_RING)),
        rings ? new DirtyRing(all.asSlice(DIRTY_RING)) : null,
        shared);
  }

  private static VcpuPages joined(Vm vm) {
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
    return new VcpuPages(new JoinedPages(parts), new RunPage(run.segment()), dirtyRing, null);
  }
}
