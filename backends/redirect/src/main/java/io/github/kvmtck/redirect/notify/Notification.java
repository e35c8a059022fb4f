package io.github.kvmtck.redirect.notify;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * A system call that waits for its answer (struct seccomp_notif).
 *
 * @param id the cookie that the answer names
 * @param tid the thread that made it
 * @param number of the system call
 * @param ip where the thread goes on: behind the instruction that made the call
 * @param vanished how many calls before this one, of all threads, were taken back by a signal
 *     before they were read
 */
public record Notification(
    long id,
    int tid,
    int number,
    long ip,
    long a,
    long b,
    long c,
    long d,
    long e,
    long f,
    long vanished) {

  private static final int DATA = 16;
  private static final int IP = DATA + 8;
  private static final int ARGS = DATA + 16;

  /** The cookie alone. */
  static long id(MemorySegment notif) {
    return notif.get(JAVA_LONG, 0);
  }

  static Notification of(MemorySegment notif, long vanished) {
    return new Notification(
        id(notif),
        notif.get(JAVA_INT, 8),
        notif.get(JAVA_INT, DATA),
        notif.get(JAVA_LONG, IP),
        notif.get(JAVA_LONG, ARGS),
        notif.get(JAVA_LONG, ARGS + 8),
        notif.get(JAVA_LONG, ARGS + 16),
        notif.get(JAVA_LONG, ARGS + 24),
        notif.get(JAVA_LONG, ARGS + 32),
        notif.get(JAVA_LONG, ARGS + 40),
        vanished);
  }
}
