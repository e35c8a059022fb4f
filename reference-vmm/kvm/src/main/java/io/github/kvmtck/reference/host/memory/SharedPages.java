package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A few pages of a device, such as a vCPU's kvm_run: one segment, shared by all who map it. */
public final class SharedPages extends Backing {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pages;

  public SharedPages(long length) {
    if (length > CHUNK) {
      throw new IllegalArgumentException("a device maps at most " + CHUNK + " bytes");
    }
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
  protected void free() {
    arena.close();
  }
}
