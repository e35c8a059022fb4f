package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** linux/seccomp.h: system calls of another process are told to this one, which answers them. */
public final class Seccomp {
  /** SECCOMP_RET_ALLOW. */
  public static final int RET_ALLOW = 0x7fff_0000;

  /** SECCOMP_RET_USER_NOTIF. */
  public static final int RET_USER_NOTIF = 0x7fc0_0000;

  /** sizeof(struct seccomp_notif). */
  public static final int NOTIF_SIZE = 80;

  private static final int SET_MODE_FILTER = 1;
  private static final int FILTER_FLAG_NEW_LISTENER = 1 << 3;
  private static final int FILTER_FLAG_WAIT_KILLABLE_RECV = 1 << 5;
  private static final int RESPONSE_SIZE = 24;
  private static final int USER_NOTIF_FLAG_CONTINUE = 1;

  private static final long NOTIF_RECV = 0xc050_2100L;
  private static final long NOTIF_SEND = 0xc018_2101L;
  private static final long NOTIF_ID_VALID = 0x4008_2102L;
  private static final long NOTIF_ADDFD = 0x4018_2103L;
  private static final long NOTIF_SET_FLAGS = 0x4008_2104L;
  private static final long SYNC_WAKE_UP = 1;

  private Seccomp() {}

  /**
   * One instruction of a filter: struct sock_filter.
   *
   * @param whenTrue how many instructions to skip where a jump's condition holds
   */
  public record Instruction(int code, int whenTrue, int whenFalse, int operand) {}

  /**
   * seccomp(2), SECCOMP_SET_MODE_FILTER for the calling thread and what it starts, with a listener.
   * From RECV on, only a fatal signal ends the wait of a caller (WAIT_KILLABLE_RECV).
   *
   * @return the listener's descriptor
   */
  public static int listen(List<Instruction> filter) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocate(16, 8);
      MemorySegment code = arena.allocate(filter.size() * 8L, 8);
      program.set(JAVA_SHORT, 0, (short) filter.size());
      program.set(JAVA_LONG, 8, code.address());
      for (int i = 0; i < filter.size(); i++) {
        Instruction each = filter.get(i);
        code.set(JAVA_SHORT, i * 8L, (short) each.code());
        code.set(JAVA_BYTE, i * 8L + 2, (byte) each.whenTrue());
        code.set(JAVA_BYTE, i * 8L + 3, (byte) each.whenFalse());
        code.set(JAVA_INT, i * 8L + 4, each.operand());
      }
      return Syscalls.seccomp(
          SET_MODE_FILTER,
          FILTER_FLAG_NEW_LISTENER | FILTER_FLAG_WAIT_KILLABLE_RECV,
          program.address());
    }
  }

  /**
   * SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP: who answers expects to sleep, so no processor is sought.
   */
  public static int wakeSynchronously(int listener) {
    return Ioctl.ioctl(listener, NOTIF_SET_FLAGS, SYNC_WAKE_UP);
  }

  /**
   * Waits for a call.
   *
   * @param into a struct seccomp_notif that is all zero
   */
  public static int receive(int listener, MemorySegment into) {
    return Ioctl.ioctl(listener, NOTIF_RECV, into.address());
  }

  /** Answers a call with a value, or with an error number negated. */
  public static int send(int listener, long id, long value) {
    boolean failed = Returned.failed(value);
    return respond(listener, id, failed ? 0 : value, failed ? (int) value : 0, 0);
  }

  /** Has Linux make the call. */
  public static int proceed(int listener, long id) {
    return respond(listener, id, 0, 0, USER_NOTIF_FLAG_CONTINUE);
  }

  private static int respond(int listener, long id, long value, int error, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment response = arena.allocate(RESPONSE_SIZE, 8);
      response.set(JAVA_LONG, 0, id);
      response.set(JAVA_LONG, 8, value);
      response.set(JAVA_INT, 16, error);
      response.set(JAVA_INT, 20, flags);
      return Ioctl.ioctl(listener, NOTIF_SEND, response.address());
    }
  }

  /** Whether the caller still waits. */
  public static boolean waiting(int listener, long id) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cookie = arena.allocate(JAVA_LONG);
      cookie.set(JAVA_LONG, 0, id);
      return Ioctl.ioctl(listener, NOTIF_ID_VALID, cookie.address()) == 0;
    }
  }

  /**
   * Gives a caller that waits a descriptor of this process.
   *
   * @param flags of the descriptor: O_CLOEXEC
   * @return its number there
   */
  public static int give(int listener, long id, int fd, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(RESPONSE_SIZE, 8);
      request.set(JAVA_LONG, 0, id);
      request.set(JAVA_INT, 12, fd);
      request.set(JAVA_INT, 20, flags);
      return Ioctl.ioctl(listener, NOTIF_ADDFD, request.address());
    }
  }
}
