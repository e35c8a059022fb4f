package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.Cpuid;
import io.github.kvmtck.api.uapi.IrqRouting;
import io.github.kvmtck.api.uapi.Msrs;
import io.github.kvmtck.api.uapi.ProposedMemslots;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.Request.Argument;
import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.api.uapi.Struct;
import io.github.kvmtck.api.uapi.StructValue;
import io.github.kvmtck.api.uapi.VcpuRun;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;

/** Reads what the argument of an ioctl points to, with the elements behind a header. */
final class Arguments {
  /** The client can write any count; what is read stays bounded. */
  private static final int MOST_ELEMENTS = 4096;

  private static final Map<Struct, String> COUNTS =
      Map.of(
          Msrs.MSRS, "nmsrs",
          Msrs.MSR_LIST, "nmsrs",
          Cpuid.CPUID, "nent",
          Cpuid.CPUID2, "nent",
          IrqRouting.IRQ_ROUTING, "nr",
          ProposedMemslots.USERSPACE_MEMORY_REGION_LIST, "nent");

  private Arguments() {}

  /** The structure at an ioctl's argument; empty where it takes none or it is not readable. */
  static Optional<StructValue> of(Request request, Syscall call, Memory memory) {
    return call instanceof Syscall.Ioctl(int _, long _, long address)
            && request.argument() instanceof Argument.Pointer(Struct struct)
        ? read(struct, address, memory)
        : Optional.empty();
  }

  private static Optional<StructValue> read(Struct struct, long address, Memory memory) {
    int behind = struct == VcpuRun.SIGNAL_MASK ? Signals.SIGSET_BYTES : 0;
    Optional<StructValue> header = read(struct, address, (int) struct.size() + behind, memory);
    String count = COUNTS.get(struct);
    return count == null
        ? header
        : header.map(alone -> {
          int elements = Math.clamp(alone.get(count), 0, MOST_ELEMENTS);
          return read(struct, address, (int) struct.sizeWith(elements), memory).orElse(alone);
        });
  }

  private static Optional<StructValue> read(
      Struct struct, long address, int length, Memory memory) {
    byte[] bytes = new byte[length];
    boolean all = memory.get(address, MemorySegment.ofArray(bytes)) == Errno.NONE;
    return all ? Optional.of(StructValue.of(struct, bytes)) : Optional.empty();
  }
}
