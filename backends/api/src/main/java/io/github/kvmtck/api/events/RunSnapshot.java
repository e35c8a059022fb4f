package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.StructValue;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/** kvm_run at one moment. Cheap to take, because one is taken at every KVM_RUN. */
public final class RunSnapshot {
  private static final int HEAD = (int) RunOffsets.SYNC_REGS;
  private static final int MOST_DATA = 16;

  private static final Field EXIT_REASON = Run.RUN.field("exit_reason");
  private static final Field FLAGS = Run.RUN.field("flags");
  private static final Field IMMEDIATE_EXIT = Run.RUN.field("immediate_exit");
  private static final Field IO_SIZE = Run.RUN.field("io.size");
  private static final Field IO_COUNT = Run.RUN.field("io.count");
  private static final Field IO_DATA_OFFSET = Run.RUN.field("io.data_offset");

  private final MemorySegment head;
  private final byte[] ioData;
  private final Optional<CoalescedWrites> coalesced;

  private RunSnapshot(MemorySegment head, byte[] ioData, Optional<CoalescedWrites> coalesced) {
    this.head = head;
    this.ioData = ioData;
    this.coalesced = coalesced;
  }

  /**
   * What is at this address now; empty where it is mapped no more.
   *
   * @param coalesces whether the ring behind it is in use
   */
  static Optional<RunSnapshot> of(Memory memory, long address, boolean coalesces) {
    MemorySegment head = MemorySegment.ofArray(new byte[HEAD]);
    if (memory.get(address, head) != Errno.NONE) {
      return Optional.empty();
    }
    Optional<CoalescedWrites> ring =
        coalesces ? CoalescedWrites.of(memory, address) : Optional.empty();
    return Optional.of(new RunSnapshot(head, data(memory, address, head), ring));
  }

  private static byte[] data(Memory memory, long address, MemorySegment head) {
    if (EXIT_REASON.get(head) != ExitReason.KVM_EXIT_IO.number()) {
      return new byte[0];
    }
    // The client can write anything here; what is shown stays bounded.
    long length = IO_SIZE.get(head) * IO_COUNT.get(head);
    byte[] data = new byte[Math.clamp(length, 0, MOST_DATA)];
    Errno errno = memory.get(address + IO_DATA_OFFSET.get(head), MemorySegment.ofArray(data));
    return errno == Errno.NONE ? data : new byte[0];
  }

  /**
   * What {@link #head}, {@link #ioData} and {@link #coalesced} said of another one.
   *
   * @throws IllegalArgumentException where the head is too long
   */
  public static RunSnapshot of(byte[] head, byte[] ioData, Optional<CoalescedWrites> coalesced) {
    if (head.length > HEAD) {
      throw new IllegalArgumentException("kvm_run of " + head.length + " bytes, not " + HEAD);
    }
    return new RunSnapshot(
        MemorySegment.ofArray(Arrays.copyOf(head, HEAD)), ioData.clone(), coalesced);
  }

  /** Everything before the synchronised registers. */
  public byte[] head() {
    return head.toArray(ValueLayout.JAVA_BYTE);
  }

  /** The number in a field of kvm_run that lies before the synchronised registers. */
  public long get(Field field) {
    return field.get(head);
  }

  /** All fields but the synchronised registers, which are zero here. */
  public StructValue run() {
    byte[] whole = new byte[(int) Run.RUN.size()];
    MemorySegment.ofArray(whole).copyFrom(head);
    return StructValue.of(Run.RUN, whole);
  }

  /** The first bytes of the port data, where the exit is for port I/O; else none. */
  public byte[] ioData() {
    return ioData.clone();
  }

  /** The ring of coalesced writes, where the VM has such writes and the ring was seen. */
  public Optional<CoalescedWrites> coalesced() {
    return coalesced;
  }

  public int exitReason() {
    return (int) EXIT_REASON.get(head);
  }

  public int flags() {
    return (int) FLAGS.get(head);
  }

  public int immediateExit() {
    return (int) IMMEDIATE_EXIT.get(head);
  }
}
