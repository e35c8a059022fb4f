package io.github.kvmtck.api.faults;

import static io.github.kvmtck.api.uapi.RunOffsets.IMMEDIATE_EXIT;
import static io.github.kvmtck.api.uapi.RunOffsets.REQUEST_INTERRUPT_WINDOW;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.client.MappedRun;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * A vCPU's kvm_run, seen from the kernel.
 *
 * @param shared its pages, where this JVM shares them with a client
 */
record RunPage(MappedRun run, Optional<MemorySegment> shared) {
  private static final VarHandle WORD = ValueLayout.JAVA_INT.varHandle();
  private static final int SHIFT = Byte.SIZE * (int) (IMMEDIATE_EXIT - REQUEST_INTERRUPT_WINDOW);
  private static final int BYTE = 0xff;

  static RunPage of(MappedRun run) {
    return new RunPage(run, Optional.empty());
  }

  static RunPage of(MemorySegment shared) {
    MappedRun run = new MappedRun(new Pages(shared), 0, shared.byteSize());
    return new RunPage(run, Optional.of(shared));
  }

  int immediateExit() {
    return run.immediateExit();
  }

  /**
   * Stores immediate_exit where it is still what it was expected to be. A client writes it at any
   * time, and what it wrote last has to stay (rule IMM-03).
   */
  boolean immediateExit(int expected, int value) {
    if (shared.isEmpty()) {
      boolean same = run.immediateExit() == expected;
      if (same) {
        run.immediateExit(value);
      }
      return same;
    }
    MemorySegment pages = shared.get();
    while (true) {
      int word = (int) WORD.getVolatile(pages, REQUEST_INTERRUPT_WINDOW);
      if ((word >>> SHIFT & BYTE) != expected) {
        return false;
      }
      int next = word & ~(BYTE << SHIFT) | value << SHIFT;
      if (WORD.compareAndSet(pages, REQUEST_INTERRUPT_WINDOW, word, next)) {
        return true;
      }
    }
  }

  /** Pages by their offset. */
  private record Pages(MemorySegment segment) implements Memory {
    @Override
    public Errno get(long address, MemorySegment into) {
      into.copyFrom(segment.asSlice(address, into.byteSize()));
      return Errno.NONE;
    }

    @Override
    public Errno put(long address, MemorySegment from) {
      segment.asSlice(address, from.byteSize()).copyFrom(from);
      return Errno.NONE;
    }
  }
}
