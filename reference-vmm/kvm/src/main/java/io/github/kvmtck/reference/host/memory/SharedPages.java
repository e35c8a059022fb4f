package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a device, such as a vCPU's kvm_run, shared by all who map them: one segment from the
 * start, and perhaps another one {@link #CHUNK} bytes further.
 */
public final class SharedPages extends Backing {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pages;
  private final MemorySegment further;

  /**
   * Pages that are all zero.
   *
   * @param length of the first segment
   * @param furtherLength of the second, which begins at offset {@link #CHUNK}
   */
  public SharedPages(long length, long furtherLength) {
    if (length > CHUNK) {
      throw new IllegalArgumentException("a device maps at most " + CHUNK + " bytes");
    }
    pages = arena.allocate(length, Pages.SIZE);
    further = arena.allocate(furtherLength, Pages.SIZE);
  }

  public MemorySegment segment() {
    return pages;
  }

  /** The second segment. */
  public MemorySegment further() {
    return further;
  }

  @Override
  public @Nullable MemorySegment chunk(long offset) {
    if (offset < CHUNK) {
      return offset < pages.byteSize() ? pages : null;
    }
    long start = (offset & -CHUNK) - CHUNK;
    return offset - CHUNK < further.byteSize()
        ? further.asSlice(start, Math.min(CHUNK, further.byteSize() - start))
        : null;
  }

  @Override
  protected void free() {
    arena.close();
  }
}
