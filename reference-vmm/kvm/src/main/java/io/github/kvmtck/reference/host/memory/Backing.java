package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a mapping maps: anonymous pages, a memfd, the pages of a device. It lives as long as
 * anybody refers to it, and comes in chunks, so that a large mapping costs nothing before it is
 * touched.
 */
public abstract class Backing {
  static final int CHUNK_SHIFT = 18;
  static final long CHUNK = 1L << CHUNK_SHIFT;
  private static final long CHUNK_MASK = CHUNK - 1;

  private final AtomicInteger references = new AtomicInteger(1);

  /**
   * The chunk that holds the byte at {@code offset}, page-aligned in the host.
   *
   * @return null beyond the end: where Linux raises SIGBUS, and a copy by the kernel is EFAULT
   */
  public abstract @Nullable MemorySegment chunk(long offset);

  /** Where the byte at {@code offset} is in its chunk. */
  long within(long offset) {
    return withinChunk(offset);
  }

  /** Gives the memory back: nothing refers to it any more. */
  protected abstract void free();

  /** The pages from {@code offset} on read as zero again (MADV_DONTNEED); shared pages stay. */
  public void drop(long offset, long length) {}

  /** A copy for a forked process; shared memory is the same memory. */
  public Backing fork() {
    retain();
    return this;
  }

  /** Whether the page at {@code offset} has been touched, for userfaultfd. */
  boolean present(long offset) {
    return true;
  }

  /** Notes that the page at {@code offset} is there. */
  void populate(long offset) {}

  public final void retain() {
    references.incrementAndGet();
  }

  public final void release() {
    if (references.decrementAndGet() == 0) {
      free();
    }
  }

  static long withinChunk(long offset) {
    return offset & CHUNK_MASK;
  }
}
