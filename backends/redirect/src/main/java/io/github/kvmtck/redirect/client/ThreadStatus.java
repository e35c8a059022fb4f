package io.github.kvmtck.redirect.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** The signals of a client's thread, as /proc shows them. */
final class ThreadStatus implements AutoCloseable {
  private static final int ROOM = 4096;
  private static final int DIGITS = 16;

  private static final byte[] OWN = "SigPnd:\t".getBytes(StandardCharsets.US_ASCII);

  // The three lines have one length and follow each other.
  private static final int LINE = OWN.length + DIGITS + 1;

  private final int fd;
  private final MemorySegment text = Arena.ofAuto().allocate(ROOM);

  /**
   * Of one thread.
   *
   * @param pid of its process
   */
  ThreadStatus(int pid, int tid) {
    fd = Fcntl.open("/proc/%d/task/%d/status".formatted(pid, tid), Fcntl.O_CLOEXEC);
  }

  /**
   * Signal sets, bit n-1 for signal n.
   *
   * @param own pending for the thread
   * @param shared pending for its process
   * @param blocked in the thread
   */
  record Signals(long own, long shared, long blocked) {
    static final Signals NONE = new Signals(0, 0, -1);
  }

  /** What is pending now; nothing where the thread is gone. */
  synchronized Signals signals() {
    long read = Returned.failed(fd) ? -1 : Unistd.pread(fd, text.address(), ROOM, 0);
    int at = find(read);
    return at < 0 ? Signals.NONE : new Signals(set(at), set(at + LINE), set(at + 2L * LINE));
  }

  private int find(long length) {
    for (int line = 0; line + 3 * LINE < length; line++) {
      if (text.get(JAVA_BYTE, line) == 'S' && isOwn(line)) {
        return line + OWN.length;
      }
    }
    return -1;
  }

  private boolean isOwn(int at) {
    for (int i = 0; i < OWN.length; i++) {
      if (text.get(JAVA_BYTE, at + i) != OWN[i]) {
        return false;
      }
    }
    return true;
  }

  private long set(long at) {
    long value = 0;
    for (int i = 0; i < DIGITS; i++) {
      value = value << 4 | Character.digit(text.get(JAVA_BYTE, at + i), 16);
    }
    return value;
  }

  @Override
  public synchronized void close() {
    if (!Returned.failed(fd)) {
      int unused = Unistd.close(fd);
    }
  }
}
