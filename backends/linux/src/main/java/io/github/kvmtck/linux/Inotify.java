package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** sys/inotify.h. */
public final class Inotify {
  public static final int IN_CLOSE_WRITE = 0x8;
  public static final int IN_IGNORED = 0x8000;
  public static final int IN_CLOEXEC = 0x80000;

  /** sizeof(struct inotify_event) without a name. */
  public static final int EVENT_SIZE = 16;

  private static final MethodHandle INIT1 =
      Libc.function("inotify_init1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle ADD_WATCH =
      Libc.function(
          "inotify_add_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RM_WATCH =
      Libc.function("inotify_rm_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private Inotify() {}

  /** inotify_init1(2). */
  public static int init(int flags) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) INIT1.invokeExact(errno, flags), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** inotify_add_watch(2): the watch descriptor. */
  public static int add(int inotify, String path, int mask) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      return Libc.returned(
          (int) ADD_WATCH.invokeExact(errno, inotify, arena.allocateFrom(path), mask), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** inotify_rm_watch(2). */
  public static int remove(int inotify, int watch) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) RM_WATCH.invokeExact(errno, inotify, watch), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
