package io.github.kvmtck.redirect.client;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.redirect.memory.ClientMemory;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a handler that returns goes back to: struct rt_sigframe of arch/x86, on the stack of a
 * thread that waits in rt_sigreturn.
 */
final class SignalFrame {
  /** Offsets in struct ucontext, where the stack ends once the handler has returned. */
  private static final int RDI = 104;

  private static final int RSI = 112;
  private static final int RDX = 136;
  private static final int RAX = 144;
  private static final int RIP = 168;
  private static final int SIGNO = 304;
  private static final int SIZE = 308;

  /** SYSCALL, and MOV EAX or MOV RAX with a number before it. */
  private static final int SYSCALL = 0x050f;

  private static final int SYSCALL_SIZE = 2;
  private static final int NUMBER_SIZE = 4;
  private static final int MOV_EAX = 0xb8;
  private static final int MOV_RAX = 0xc0_c748;
  private static final int CODE = 9;

  private final ClientMemory memory;
  private final long address;
  private final MemorySegment context = MemorySegment.ofArray(new long[(SIZE + 7) / 8]);
  private final byte[] code = new byte[CODE];

  private SignalFrame(ClientMemory memory, long address) {
    this.memory = memory;
    this.address = address;
  }

  /**
   * The frame of a thread that waits in rt_sigreturn; null where the thread is gone, or did not
   * make a system call last.
   */
  static @Nullable SignalFrame of(int tid, ClientMemory memory) {
    OptionalLong stack = ProcFiles.stackPointer(tid);
    if (stack.isEmpty()) {
      return null;
    }
    SignalFrame frame = new SignalFrame(memory, stack.getAsLong());
    return frame.read() ? frame : null;
  }

  private boolean read() {
    return memory.get(address, context) == Errno.NONE
        && memory.get(ip() - CODE, MemorySegment.ofArray(code)) == Errno.NONE
        && (codeAt(CODE - SYSCALL_SIZE) & 0xffff) == SYSCALL;
  }

  /** Whether the system call that the signal came upon failed with EINTR. */
  boolean interrupted() {
    return context.get(JAVA_LONG, RAX) == -Errno.EINTR.number();
  }

  /** Where the thread goes on: behind the system call. */
  long ip() {
    return context.get(JAVA_LONG, RIP);
  }

  /** The first three arguments of the system call. */
  long a() {
    return context.get(JAVA_LONG, RDI);
  }

  long b() {
    return context.get(JAVA_LONG, RSI);
  }

  long c() {
    return context.get(JAVA_LONG, RDX);
  }

  /** The signal that was handled. */
  int signo() {
    return context.get(JAVA_INT, SIGNO);
  }

  /** The number of the system call, where the instruction before it has it. */
  OptionalInt number() {
    int at = CODE - SYSCALL_SIZE - NUMBER_SIZE;
    boolean told = (code[at - 1] & 0xff) == MOV_EAX || (codeAt(at - 3) & 0xff_ffff) == MOV_RAX;
    return told ? OptionalInt.of(codeAt(at)) : OptionalInt.empty();
  }

  private int codeAt(int offset) {
    int value = 0;
    for (int i = 0; i < NUMBER_SIZE && offset + i < CODE; i++) {
      value |= (code[offset + i] & 0xff) << Byte.SIZE * i;
    }
    return value;
  }

  /**
   * Has the thread make the system call again when the handler has returned.
   *
   * @return whether it will
   */
  boolean repeat(int number) {
    return put(RAX, number) && put(RIP, ip() - SYSCALL_SIZE);
  }

  private boolean put(int offset, long value) {
    MemorySegment word = MemorySegment.ofArray(new long[] {value});
    return memory.put(address + offset, word) == Errno.NONE;
  }
}
