package io.github.kvmtck.redirect.memory;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** /proc/PID/pagemap: which pages have a content of their own, so that the others need no room. */
record Pagemap(int pid, Vma part) {
  private static final int PAGE = 4096;
  private static final int BATCH = 1 << 16;

  /** Present, or swapped out. */
  private static final long TOUCHED = 3L << 62;

  /** Takes runs of touched pages. */
  @FunctionalInterface
  interface Run {
    void at(long address, long length);
  }

  static Pagemap of(int pid, Vma part) {
    return new Pagemap(pid, part);
  }

  /** Where the map cannot be read, everything counts as touched. */
  void forEachTouched(Run run) {
    int fd = Fcntl.open("/proc/" + pid + "/pagemap", Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
    // Pages of a file that were never touched have its content.
    if (Returned.failed(fd) || !part.file().equals("00:00 0")) {
      run.at(part.start(), part.end() - part.start());
      if (!Returned.failed(fd)) {
        int unused = Unistd.close(fd);
      }
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment entries = arena.allocate(JAVA_LONG, BATCH);
      for (long at = part.start(); at < part.end(); at += (long) BATCH * PAGE) {
        long pages = Math.min(BATCH, (part.end() - at) / PAGE);
        long read = Unistd.pread(fd, entries.address(), pages * 8, at / PAGE * 8);
        runs(entries, at, Math.max(0, read) / 8, run);
      }
    } finally {
      int unused = Unistd.close(fd);
    }
  }

  private static void runs(MemorySegment entries, long first, long pages, Run run) {
    long from = 0;
    while (from < pages) {
      if ((entries.getAtIndex(JAVA_LONG, from) & TOUCHED) == 0) {
        from++;
        continue;
      }
      long to = from + 1;
      while (to < pages && (entries.getAtIndex(JAVA_LONG, to) & TOUCHED) != 0) {
        to++;
      }
      run.at(first + from * PAGE, (to - from) * PAGE);
      from = to;
    }
  }
}
