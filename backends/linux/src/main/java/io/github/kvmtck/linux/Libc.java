package io.github.kvmtck.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.stream.Stream;

/** Binds functions of the C library and reads errno. */
final class Libc {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();

  /**
   * One capture segment a thread, freed with the thread. Shared between threads, one call's errno
   * would overwrite another's.
   */
  private static final ThreadLocal<MemorySegment> ERRNO =
      ThreadLocal.withInitial(
          () -> Arena.ofAuto().allocate(Linker.Option.captureStateLayout().byteSize(), 8));

  private Libc() {}

  /** A function that sets errno; its handle takes {@link #errno()} first. */
  static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return bind(name, descriptor, Linker.Option.captureCallState("errno"));
  }

  /**
   * The same for a variadic function, for one shape of its arguments.
   *
   * @param fixed how many arguments come before the ellipsis
   */
  static MethodHandle variadic(String name, int fixed, FunctionDescriptor descriptor) {
    return bind(
        name,
        descriptor,
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(fixed));
  }

  /** A function that returns its error number instead of setting errno. */
  static MethodHandle plain(String name, FunctionDescriptor descriptor) {
    return bind(name, descriptor);
  }

  /** Code that is no function of the C library: its handle takes the address first. */
  @SuppressWarnings("restricted")
  static MethodHandle code(FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(descriptor);
  }

  /**
   * The address of a function, to be handed to the kernel.
   *
   * @throws UnsatisfiedLinkError where the C library lacks it
   */
  static MemorySegment address(String name) {
    return SYMBOLS.find(name).orElseThrow(() -> missing(name));
  }

  /** The calling thread's capture segment. */
  static MemorySegment errno() {
    return ERRNO.get();
  }

  /** What the kernel returned: the value, or the error number negated. */
  static int returned(int value, MemorySegment errno) {
    return value == -1 ? -errno.get(ValueLayout.JAVA_INT, 0) : value;
  }

  /** What the kernel returned: the value, or the error number negated. */
  static long returned(long value, MemorySegment errno) {
    return value == -1 ? -errno.get(ValueLayout.JAVA_INT, 0) : value;
  }

  /** A downcall declares Throwable and throws only what is unchecked. */
  static RuntimeException unexpected(Throwable thrown) {
    return switch (thrown) {
      case RuntimeException e -> e;
      case Error e -> throw e;
      default -> new IllegalStateException(thrown);
    };
  }

  // A missing function fails where it is called, as lazy binding does, and not as an
  // ExceptionInInitializerError of a class that has others too.
  @SuppressWarnings("restricted") // The one place that links.
  private static MethodHandle bind(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return SYMBOLS
        .find(name)
        .map(symbol -> LINKER.downcallHandle(symbol, descriptor, options))
        .orElseGet(() -> throwing(name, type(descriptor, options)));
  }

  private static MethodType type(FunctionDescriptor descriptor, Linker.Option... options) {
    boolean capturing =
        Stream.of(options).anyMatch(Linker.Option.captureCallState("errno")::equals);
    MethodType type = descriptor.toMethodType();
    return capturing ? type.insertParameterTypes(0, MemorySegment.class) : type;
  }

  private static MethodHandle throwing(String name, MethodType type) {
    MethodHandle thrower =
        MethodHandles.throwException(type.returnType(), UnsatisfiedLinkError.class)
            .bindTo(missing(name));
    return MethodHandles.dropArguments(thrower, 0, type.parameterList());
  }

  private static UnsatisfiedLinkError missing(String name) {
    return new UnsatisfiedLinkError(
        "The C library of this machine has no function "
            + name
            + ": glibc 2.29 or newer is needed.");
  }
}
