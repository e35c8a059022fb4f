package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages of a memfd: shared memory whose size may change. */
public final class MemoryFile extends Backing {
  private final Arena arena = Arena.ofShared();
  private final List<@Nullable MemorySegment> chunks = new ArrayList<>();
  private long length;

  @Override
  public synchronized @Nullable MemorySegment chunk(long offset) {
    if (offset >= Pages.up(length)) {
      return null;
    }
    int index = (int) (offset >>> CHUNK_SHIFT);
    MemorySegment chunk = chunks.get(index);
    if (chunk == null) {
      chunk = arena.allocate(CHUNK, Pages.SIZE);
      chunks.set(index, chunk);
    }
    return chunk;
  }

  public synchronized long length() {
    return length;
  }

  /** ftruncate(2): what is cut off reads as zero should the file grow again. */
  public synchronized void truncate(long size) {
    for (long at = size; at < length; at++) {
      MemorySegment chunk = chunks.get((int) (at >>> CHUNK_SHIFT));
      long within = withinChunk(at);
      long end = Math.min(CHUNK, within + length - at);
      if (chunk != null) {
        chunk.asSlice(within, end - within).fill((byte) 0);
      }
      at += end - within - 1;
    }
    length = size;
    while (chunks.size() < size + CHUNK - 1 >>> CHUNK_SHIFT) {
      chunks.add(null);
    }
  }

  /**
   * What a private mapping sees: mmap(2) leaves open whether it sees later changes of the file, and
   * here it does not. Beyond the end of the file it reads zeroes.
   */
  public synchronized Backing copy(long offset, long size) {
    Anonymous copy = new Anonymous(Pages.up(offset + size));
    for (long at = offset; at < offset + size; at += Pages.SIZE) {
      MemorySegment chunk = at < length ? chunks.get((int) (at >>> CHUNK_SHIFT)) : null;
      if (chunk != null) {
        copy.chunk(at)
            .asSlice(withinChunk(at), Pages.SIZE)
            .copyFrom(chunk.asSlice(withinChunk(at), Pages.SIZE));
      }
    }
    return copy;
  }

  @Override
  protected void free() {
    arena.close();
  }
}
