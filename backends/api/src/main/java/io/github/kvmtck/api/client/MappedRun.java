package io.github.kvmtck.api.client;

import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.Field;
import io.github.kvmtck.api.uapi.Proposed;
import io.github.kvmtck.api.uapi.Run;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.Scalar;
import io.github.kvmtck.api.uapi.StructValue;

/**
 * The kvm_run that KVM and the client share, read and written in place.
 *
 * @param address where the vCPU fd is mapped
 * @param size of the mapping in bytes: kvm_run, the port data, and what else lies behind it
 */
public record MappedRun(Memory memory, long address, long size) {

  /** exit_reason as a number; {@link ExitReason} names it. */
  public int exitReason() {
    return memory.u32(address + RunOffsets.EXIT_REASON);
  }

  public void exitReason(int value) {
    memory.u32(address + RunOffsets.EXIT_REASON, value);
  }

  /** The name of exit_reason, or its number. */
  public String exitReasonName() {
    return Proposed.exitReason(exitReason());
  }

  public int flags() {
    return memory.u16(address + RunOffsets.FLAGS);
  }

  public void flags(int value) {
    memory.u16(address + RunOffsets.FLAGS, value);
  }

  public int immediateExit() {
    return memory.u8(address + RunOffsets.IMMEDIATE_EXIT);
  }

  /** From any thread: KVM looks at it once, when KVM_RUN starts. */
  public void immediateExit(int value) {
    memory.u8(address + RunOffsets.IMMEDIATE_EXIT, value);
  }

  /** The exit for port I/O: direction, size, port, count. */
  public PortIo io() {
    return new PortIo(
        memory.u8(address + RunOffsets.IO_DIRECTION),
        memory.u8(address + RunOffsets.IO_SIZE),
        memory.u16(address + RunOffsets.IO_PORT),
        memory.u32(address + RunOffsets.IO_COUNT));
  }

  /** The bytes that were written to the port, or room for those to be read: size × count. */
  public byte[] ioData() {
    PortIo io = io();
    return memory.bytes(ioDataAddress(), io.size() * io.count());
  }

  /** Answers a port read. */
  public void ioData(byte... data) {
    memory.bytes(ioDataAddress(), data);
  }

  /** Where the port data are. */
  public long ioDataAddress() {
    return address + memory.u64(address + RunOffsets.IO_DATA_OFFSET);
  }

  /** The exit for memory-mapped I/O. */
  public Mmio mmio() {
    return new Mmio(
        memory.u64(address + RunOffsets.MMIO_PHYS_ADDR),
        memory.u32(address + RunOffsets.MMIO_LEN),
        memory.u8(address + RunOffsets.MMIO_IS_WRITE) != 0);
  }

  /** The bytes that were written: as many as len says. */
  public byte[] mmioData() {
    int len = Math.min(mmio().len(), 8);
    return memory.bytes(address + RunOffsets.MMIO_DATA, len);
  }

  /** Answers a memory read. */
  public void mmioData(byte... data) {
    memory.bytes(address + RunOffsets.MMIO_DATA, data);
  }

  /** Any field by its path: {@code msr.index}, {@code s.regs.regs.rax}. */
  public long get(String path) {
    Field field = Run.RUN.field(path);
    long at = address + field.offset();
    return switch (number(field)) {
      case U8, S8 -> memory.u8(at);
      case U16, S16 -> memory.u16(at);
      case U32, S32 -> Integer.toUnsignedLong(memory.u32(at));
      case U64, S64 -> memory.u64(at);
    };
  }

  /** Stores any field by its path. */
  public void set(String path, long value) {
    Field field = Run.RUN.field(path);
    long at = address + field.offset();
    switch (number(field)) {
      case U8, S8 -> memory.u8(at, (int) value);
      case U16, S16 -> memory.u16(at, (int) value);
      case U32, S32 -> memory.u32(at, (int) value);
      case U64, S64 -> memory.u64(at, value);
    }
  }

  /** A copy of a structure inside, such as {@code s.regs.sregs}. */
  public StructValue copy(String path) {
    return copy().inner(path);
  }

  /** Replaces a structure inside. */
  public void put(String path, StructValue value) {
    memory.bytes(address + Run.RUN.offset(path), value.bytes());
  }

  /** A copy of all of it. */
  public StructValue copy() {
    return StructValue.of(Run.RUN, memory.bytes(address, (int) Run.RUN.size()));
  }

  private static Scalar number(Field field) {
    if (field.type() instanceof Scalar scalar && field.extents().isEmpty()) {
      return scalar;
    }
    throw new IllegalArgumentException(field.path() + " is not a number");
  }
}
