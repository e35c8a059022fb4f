package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.memory.SharedPages;
import io.github.kvmtck.reference.memslot.DirtyRing;
import org.jspecify.annotations.Nullable;

/** What a client maps of a vCPU: kvm_run and, behind it, the dirty ring (kvm_vcpu_fault). */
record VcpuPages(SharedPages shared, RunPage run, @Nullable DirtyRing dirtyRing) {

  static VcpuPages of(DirtyTracking tracking) {
    SharedPages shared = new SharedPages(Vcpu.MMAP_SIZE, tracking.ringBytes());
    return new VcpuPages(
        shared,
        new RunPage(shared.segment()),
        tracking.usesRings() ? new DirtyRing(shared.further()) : null);
  }
}
