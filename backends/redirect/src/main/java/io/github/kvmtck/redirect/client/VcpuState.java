package io.github.kvmtck.redirect.client;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What has to be known of a vCPU on this side of the kernel. */
final class VcpuState {
  private final int file;
  private final AtomicInteger inside = new AtomicInteger();
  private volatile @Nullable Long mask;

  VcpuState(int file) {
    this.file = file;
  }

  /** The number of its file. */
  int file() {
    return file;
  }

  /** The signals that KVM_RUN blocks; null where the thread's own mask holds. */
  @Nullable Long mask() {
    return mask;
  }

  void mask(@Nullable Long blocked) {
    mask = blocked;
  }

  void enter() {
    inside.incrementAndGet();
  }

  void leave() {
    inside.decrementAndGet();
  }

  /** Whether a call is in progress, so that another one may have to wait for the mutex. */
  boolean busy() {
    return inside.get() != 0;
  }
}
