package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** 64-bit words copied from or to a client. */
public final class Words {
  private final long[] words;

  private Words(long[] words) {
    this.words = words;
  }

  /**
   * copy_from_user of {@code count} words.
   *
   * @return null where they are not readable: EFAULT
   */
  public static @Nullable Words get(AddressSpace mm, long address, int count) {
    long[] words = new long[count];
    Errno errno = mm.memory().get(address, MemorySegment.ofArray(words));
    return errno == Errno.NONE ? new Words(words) : null;
  }

  /** copy_to_user; false where the address is not writable: EFAULT. */
  public static boolean put(AddressSpace mm, long address, long... words) {
    return mm.memory().put(address, MemorySegment.ofArray(words)) == Errno.NONE;
  }

  public long at(int index) {
    return words[index];
  }

  /** A 32-bit word at a byte offset. */
  public int u32(int offset) {
    return MemorySegment.ofArray(words).get(ValueLayout.JAVA_INT_UNALIGNED, offset);
  }
}
