package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;

/** signal.h. Signal sets travel by value, bit n-1 for signal n. */
public final class Signal {
  public static final int SIG_BLOCK = 0;
  public static final int SIG_UNBLOCK = 1;
  public static final int SIG_SETMASK = 2;

  /** The C library's sigset_t holds 1024 signals; the kernel has 64, in the first word. */
  static final long SIGSET_SIZE = 128;

  /** The C library's struct sigaction, x86-64. */
  private static final StructLayout SIGACTION =
      MemoryLayout.structLayout(
          ADDRESS.withName("sa_handler"),
          MemoryLayout.sequenceLayout(SIGSET_SIZE / 8, JAVA_LONG).withName("sa_mask"),
          JAVA_INT.withName("sa_flags"),
          MemoryLayout.paddingLayout(4),
          ADDRESS.withName("sa_restorer"));

  private static final MethodHandle PTHREAD_SIGMASK =
      Libc.plain("pthread_sigmask", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle SIGPENDING =
      Libc.function("sigpending", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private static final MethodHandle SIGTIMEDWAIT =
      Libc.function("sigtimedwait", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle SIGACTION_CALL =
      Libc.function("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle KILL =
      Libc.function("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  private Signal() {}

  /** The set of one signal. */
  public static long set(int signal) {
    return 1L << (signal - 1);
  }

  /** pthread_sigmask(3): returns the mask before. */
  public static long mask(int how, long set) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment old = arena.allocate(SIGSET_SIZE, 8);
      int error = (int) PTHREAD_SIGMASK.invokeExact(how, sigset(arena, set), old);
      Returned.required("pthread_sigmask", -error);
      return old.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** sigpending(2): what is pending for the calling thread and for the process. */
  public static long pending() {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SIGSET_SIZE, 8);
      Returned.required(
          "sigpending", Libc.returned((int) SIGPENDING.invokeExact(errno, set), errno));
      return set.get(JAVA_LONG, 0);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** sigtimedwait(2): the signal that was taken. */
  public static int timedWait(long set, long timeoutNanos) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timespec = arena.allocate(16, 8);
      Duration timeout = Duration.ofNanos(timeoutNanos);
      timespec.set(JAVA_LONG, 0, timeout.getSeconds());
      timespec.set(JAVA_LONG, 8, timeout.getNano());
      return Libc.returned(
          (int) SIGTIMEDWAIT.invokeExact(errno, sigset(arena, set), MemorySegment.NULL, timespec),
          errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** kill(2). */
  public static int kill(int pid, int signal) {
    MemorySegment errno = Libc.errno();
    try {
      return Libc.returned((int) KILL.invokeExact(errno, pid, signal), errno);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  /** What a process does with a signal: an opaque struct sigaction. */
  public record Disposition(MemorySegment sigaction) {

    /**
     * A handler that does nothing, without SA_RESTART: a system call that it interrupts returns
     * EINTR. It is a function of the C library that takes no argument and has no effect, because
     * Java code must not run in a signal handler: an upcall there ends the JVM.
     */
    public static Disposition harmless() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment action = arena.allocate(SIGACTION);
        action.set(ADDRESS, 0, Libc.address("getppid"));
        return of(action);
      }
    }

    private static Disposition of(MemorySegment action) {
      return new Disposition(MemorySegment.ofArray(action.toArray(JAVA_BYTE)).asReadOnly());
    }
  }

  /** sigaction(2): returns what the process did before. */
  public static Disposition action(int signal, Disposition disposition) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment old = arena.allocate(SIGACTION);
      MemorySegment action = arena.allocate(SIGACTION);
      action.copyFrom(disposition.sigaction);
      Returned.required(
          "sigaction",
          Libc.returned((int) SIGACTION_CALL.invokeExact(errno, signal, action, old), errno));
      return Disposition.of(old);
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }

  private static MemorySegment sigset(Arena arena, long set) {
    MemorySegment segment = arena.allocate(SIGSET_SIZE, 8);
    segment.set(JAVA_LONG, 0, set);
    return segment;
  }
}
