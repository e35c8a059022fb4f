package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.StructValue;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/** kvm_run at one moment. */
public final class RunSnapshot {
  private static final int HEAD = (int) RunOffsets.SYNC_REGS;
  private static final int MOST_DATA = 16;

  private final StructValue run;
  private final byte[] ioData;

  private RunSnapshot(StructValue run, byte[] ioData) {
    this.run = run;
    this.ioData = ioData;
  }

  /** What is at this address now; empty where it is mapped no more. */
  static Optional<RunSnapshot> of(Memory memory, long address) {
    byte[] head = new byte[HEAD];
    if (memory.get(address, MemorySegment.ofArray(head)) != Errno.NONE) {
      return Optional.empty();
    }
    StructValue run = StructValue.of(Run.RUN, Arrays.copyOf(head, (int) Run.RUN.size()));
    return Optional.of(new RunSnapshot(run, data(memory, address, run)));
  }

  private static byte[] data(Memory memory, long address, StructValue run) {
    if (run.get(Fields.EXIT_REASON) != ExitReason.KVM_EXIT_IO.number()) {
      return new byte[0];
    }
    // The client can write anything here; what is shown stays bounded.
    long length = run.get("io.size") * run.get("io.count");
    byte[] data = new byte[Math.clamp(length, 0, MOST_DATA)];
    Errno errno = memory.get(address + run.get("io.data_offset"), MemorySegment.ofArray(data));
    return errno == Errno.NONE ? data : new byte[0];
  }

  /** All fields but the synchronised registers, which are zero here. */
  public StructValue run() {
    return run;
  }

  /** The first bytes of the port data, where the exit is for port I/O; else none. */
  public byte[] ioData() {
    return ioData.clone();
  }

  public int exitReason() {
    return (int) run.get(Fields.EXIT_REASON);
  }

  public int flags() {
    return (int) run.get(Fields.FLAGS);
  }

  public int immediateExit() {
    return (int) run.get(Fields.IMMEDIATE_EXIT);
  }

  /** Looked up once: snapshots are taken at every KVM_RUN. */
  private static final class Fields {
    private static final Field EXIT_REASON = Run.RUN.field("exit_reason");
    private static final Field FLAGS = Run.RUN.field("flags");
    private static final Field IMMEDIATE_EXIT = Run.RUN.field("immediate_exit");
  }
}
