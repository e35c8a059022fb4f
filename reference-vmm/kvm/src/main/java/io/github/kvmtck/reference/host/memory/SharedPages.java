package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Pages of a device, such as a vCPU's kvm_run, in one piece: shared by all who map them. */
public final class SharedPages extends Backing {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pages;

  /** Pages that are all zero. */
  public SharedPages(long length) {
    pages = arena.allocate(length, Pages.SIZE);
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
    arena.close();
  }
}
