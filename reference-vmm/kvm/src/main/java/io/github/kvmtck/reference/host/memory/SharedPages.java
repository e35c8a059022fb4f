package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.api.Foreign;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Pages of a device, such as a vCPU's kvm_run, in one piece: shared by all who map them. */
public final class SharedPages extends Backing {
  private final MemorySegment pages;
  private final Runnable free;

  /** Pages that are all zero. */
  public SharedPages(long length) {
    Arena arena = Arena.ofShared();
    pages = arena.allocate(length, Pages.SIZE);
    free = arena::close;
  }

  /** Pages that a foreign client can map. */
  public SharedPages(Foreign.Shared shared) {
    pages = shared.segment();
    free = shared::free;
  }

  public MemorySegment segment() {
    return pages;
  }

  @Override
  public @Nullable MemorySegment chunk(long offset) {
    return offset < pages.byteSize() ? pages : null;
  }

  @Override
  long within(long offset) {
    return offset;
  }

  @Override
  protected void free() {
    free.run();
  }
}
