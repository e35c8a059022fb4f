package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Private anonymous memory: zero pages, allocated when they are first touched. */
final class Anonymous extends Backing {
  private final Arena arena = Arena.ofShared();
  private final AtomicReferenceArray<@Nullable MemorySegment> chunks;
  private final long length;
  private final BitSet touched = new BitSet();

  Anonymous(long length) {
    this.length = length;
    this.chunks = new AtomicReferenceArray<>((int) (length + CHUNK - 1 >>> CHUNK_SHIFT));
  }

  @Override
  public MemorySegment chunk(long offset) {
    int index = (int) (offset >>> CHUNK_SHIFT);
    MemorySegment chunk = chunks.get(index);
    return chunk != null ? chunk : allocate(index);
  }

  private synchronized MemorySegment allocate(int index) {
    MemorySegment chunk = chunks.get(index);
    if (chunk == null) {
      long size = Math.min(CHUNK, length - ((long) index << CHUNK_SHIFT));
      chunk = arena.allocate(size, Pages.SIZE);
      chunks.set(index, chunk);
    }
    return chunk;
  }

  @Override
  public void drop(long offset, long size) {
    for (long at = offset; at < offset + size; at += Pages.SIZE) {
      MemorySegment chunk = chunks.get((int) (at >>> CHUNK_SHIFT));
      if (chunk != null) {
        chunk.asSlice(withinChunk(at), Pages.SIZE).fill((byte) 0);
      }
    }
    synchronized (touched) {
      touched.clear(Pages.index(offset), Pages.index(offset + size));
    }
  }

  @Override
  public Backing fork() {
    Anonymous copy = new Anonymous(length);
    for (int i = 0; i < chunks.length(); i++) {
      MemorySegment chunk = chunks.get(i);
      if (chunk != null) {
        copy.allocate(i).copyFrom(chunk);
      }
    }
    return copy;
  }

  @Override
  boolean present(long offset) {
    synchronized (touched) {
      return touched.get(Pages.index(offset));
    }
  }

  @Override
  void populate(long offset) {
    synchronized (touched) {
      touched.set(Pages.index(offset));
    }
  }

  @Override
  protected void free() {
    arena.close();
  }
}
