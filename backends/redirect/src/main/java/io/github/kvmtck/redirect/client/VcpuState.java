package io.github.kvmtck.redirect.client;

import io.github.kvmtck.redirect.file.OpenFiles;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What has to be known of a vCPU on this side of the kernel. */
final class VcpuState {
  private final OpenFiles.OpenFile file;
  private final AtomicInteger inside = new AtomicInteger();
  private volatile @Nullable Long mask;

  VcpuState(OpenFiles.OpenFile file) {
    this.file = file;
  }

  OpenFiles.OpenFile file() {
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
