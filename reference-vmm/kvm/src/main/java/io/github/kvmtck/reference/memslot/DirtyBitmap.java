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

  private boolean has(long page) {
    return (words.get((int) (page >>> 6)) & 1L << page) != 0;
  }

  /**
   * Marks what another bitmap has marked, as far as this one goes.
   *
   * @param from the page of this that is the other's first; negative where this begins later
   */
  public void add(DirtyBitmap other, long from) {
    for (long page = Math.max(0, -from); page < other.pages && page + from < pages; page++) {
      if (other.has(page)) {
        mark(page + from);
      }
    }
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
