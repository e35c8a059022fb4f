package io.github.kvmtck.kvm.fork;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Holdings;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What goes over the pipes. Each request has one answer, which carries its number; calls of
 * different tasks overtake each other.
 */
sealed interface Message {

  /** A numbered message. */
  record Frame(int number, Message message) {}

  /** The first request: what the child is born with. Answer: {@link Done}. */
  record Adopt(long base, long vcpuMmapSize, List<Descriptor> descriptors, List<Range> ranges)
      implements Message {}

  /** An inherited descriptor. */
  record Descriptor(int fd, FdKind kind) {}

  /**
   * A mapped range.
   *
   * @param fd the inherited descriptor that backs it, or -1: then its bytes follow in {@link Put}
   */
  record Range(long start, long length, int prot, int flags, int fd, long offset) {}

  /** The memory is filled: ranges get the protection that they had. Answer: {@link Done}. */
  record Adopted() implements Message {}

  /** Answer: {@link Started}. */
  record Start(String name) implements Message {}

  record Started(int task) implements Message {}

  /** Answer: {@link Returned}. */
  record Call(int task, Syscall syscall) implements Message {}

  record Returned(Result result) implements Message {}

  /** Answer: {@link Done}. */
  record Signal(int task, int signo) implements Message {}

  /** Answer: {@link InState}. */
  record AskState(int task) implements Message {}

  record InState(Kernel.Task.State state) implements Message {}

  /** Answer: {@link Done}. */
  record End(int task) implements Message {}

  /** Answer: {@link Got}. */
  record Get(long address, long length) implements Message {}

  record Got(Errno errno, MemorySegment bytes) implements Message {}

  /** Answer: {@link PutDone}. */
  record Put(long address, MemorySegment bytes) implements Message {}

  record PutDone(Errno errno) implements Message {}

  /** Answer: {@link Holds}. */
  record AskHoldings() implements Message {}

  record Holds(Holdings holdings) implements Message {}

  record Done() implements Message {}

  /** The answer to a mistake of the program. */
  record Mistake(String message) implements Message {}
}
