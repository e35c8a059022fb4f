package io.github.kvmtck.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

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

  private static final int SA_SIGINFO = 4;
  private static final int SA_ONSTACK = 0x0800_0000;
  private static final int SA_NODEFER = 0x4000_0000;

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

  private static final long FLAGS =
      SIGACTION.byteOffset(MemoryLayout.PathElement.groupElement("sa_flags"));

  private static final MethodHandle PTHREAD_SIGMASK =
      Libc.plain("pthread_sigmask", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle SIGPENDING =
      Libc.function("sigpending", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private static final MethodHandle SIGTIMEDWAIT =
      Libc.function("sigtimedwait", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));

  private static final MethodHandle SIGACTION_CALL =
      Libc.function("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private static final MethodHandle SIGALTSTACK =
      Libc.function("sigaltstack", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

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

    /**
     * A handler of machine code, called as {@code handler(signal, siginfo, ucontext)} on the
     * thread's alternate stack where it has one; the signal is not blocked meanwhile.
     */
    public static Disposition code(long address) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment action = arena.allocate(SIGACTION);
        action.set(JAVA_LONG, 0, address);
        action.set(JAVA_INT, FLAGS, SA_SIGINFO | SA_ONSTACK | SA_NODEFER);
        return of(action);
      }
    }

    /** The address of the handler: 0 for the default, 1 where the signal is ignored. */
    public long handler() {
      return sigaction.get(JAVA_LONG_UNALIGNED, 0);
    }

    private static Disposition of(MemorySegment action) {
      return new Disposition(MemorySegment.ofArray(action.toArray(JAVA_BYTE)).asReadOnly());
    }
  }

  /** sigaltstack(2): where handlers of this thread run that ask for it. */
  public static void alternateStack(long address, long size) {
    MemorySegment errno = Libc.errno();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment stack = arena.allocate(24, 8);
      stack.set(JAVA_LONG, 0, address);
      stack.set(JAVA_LONG, 16, size);
      Returned.required(
          "sigaltstack",
          Libc.returned((int) SIGALTSTACK.invokeExact(errno, stack, MemorySegment.NULL), errno));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
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
