package io.github.kvmtck.reference.memslot;

import java.util.concurrent.atomic.AtomicLongArray;

/** Which pages of a slot were written: one bit a page, as KVM_GET_DIRTY_LOG returns them. */
public final class DirtyBitmap {
  private final AtomicLongArray words;
  private final long pages;

  /**
   * @param initiallySet KVM_DIRTY_LOG_INITIALLY_SET: every page counts as written
   */
  public DirtyBitmap(long pages, boolean initiallySet) {
    this.pages = pages;
    this.words = new AtomicLongArray((int) (pages + 63 >>> 6));
    for (int i = 0; initiallySet && i < words.length(); i++) {
      words.set(i, valid(i));
    }
  }

  /** Words of 64 pages. */
  public int length() {
    return words.length();
  }

  private long valid(int word) {
    long left = pages - ((long) word << 6);
    return left >= 64 ? -1 : (1L << left) - 1;
  }

  public void mark(long page) {
    words.getAndUpdate((int) (page >>> 6), word -> word | 1L << page);
  }

  public long word(int index) {
    return words.get(index);
  }

  /** Takes a word: the bits are clear afterwards. */
  public long take(int index) {
    return words.getAndSet(index, 0);
  }

  /** Clears the bits of {@code mask}; returns those that were set. */
  public long clear(int index, long mask) {
    return words.getAndUpdate(index, word -> word & ~mask) & mask;
  }
}
