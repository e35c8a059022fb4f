package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.reference.host.memory.MmuNotifier;
import java.util.concurrent.atomic.AtomicLong;

/** Takes translations back from every vCPU of a VM (kvm_flush_remote_tlbs). */
final class RemoteFlush implements MmuNotifier {
  private final Vm vm;
  private final AtomicLong count = new AtomicLong();

  RemoteFlush(Vm vm) {
    this.vm = vm;
  }

  /**
   * The client unmaps or protects memory that guests may use. Whatever a variation makes of slot
   * changes, no processor may touch host memory that is gone.
   */
  @Override
  public void invalidate(long start, long end) {
    all();
  }

  /** Asks every vCPU to forget its translations and waits until none uses any. */
  void all() {
    count.incrementAndGet();
    for (Vcpu vcpu : vm.vcpus()) {
      vcpu.request(Requests.FLUSH);
    }
    for (Vcpu vcpu : vm.vcpus()) {
      vcpu.awaitServed(Requests.FLUSH);
    }
  }

  /** The statistic remote_tlb_flush. */
  long count() {
    return count.get();
  }
}
