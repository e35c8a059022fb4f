package io.github.kvmtck.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Machine code that the caller has put into executable memory. */
public final class MachineCode {
  private static final MethodHandle CALL = Libc.code(FunctionDescriptor.ofVoid());

  private MachineCode() {}

  /**
   * Calls {@code void f(void)}.
   *
   * @param address of its first byte. It keeps the System V calling convention, or the JVM ends
   */
  public static void call(long address) {
    try {
      CALL.invokeExact(MemorySegment.ofAddress(address));
    } catch (Throwable e) {
      throw Libc.unexpected(e);
    }
  }
}
