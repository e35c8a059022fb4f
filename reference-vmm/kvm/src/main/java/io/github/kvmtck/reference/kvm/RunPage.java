package io.github.kvmtck.reference.kvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.github.kvmtck.api.uapi.ExitReason;
import io.github.kvmtck.api.uapi.RunOffsets;
import io.github.kvmtck.api.uapi.SystemApi;
import java.lang.foreign.MemorySegment;

/**
 * The pages that a vCPU shares with its client: struct kvm_run and the data of port I/O. The client
 * may write any of it at any time.
 */
public final class RunPage {
  /** Offset of the data of port I/O. */
  public static final long PIO_DATA = SystemApi.KVM_PIO_PAGE_OFFSET * 4096L;

  private final MemorySegment pages;

  RunPage(MemorySegment pages) {
    this.pages = pages;
  }

  public MemorySegment pages() {
    return pages;
  }

  public int u8(long offset) {
    return pages.get(JAVA_BYTE, offset) & 0xff;
  }

  public void u8(long offset, int value) {
    pages.set(JAVA_BYTE, offset, (byte) value);
  }

  public int u16(long offset) {
    return pages.get(JAVA_SHORT_UNALIGNED, offset) & 0xffff;
  }

  public void u16(long offset, int value) {
    pages.set(JAVA_SHORT_UNALIGNED, offset, (short) value);
  }

  public int u32(long offset) {
    return pages.get(JAVA_INT_UNALIGNED, offset);
  }

  public void u32(long offset, int value) {
    pages.set(JAVA_INT_UNALIGNED, offset, value);
  }

  public long u64(long offset) {
    return pages.get(JAVA_LONG_UNALIGNED, offset);
  }

  public void u64(long offset, long value) {
    pages.set(JAVA_LONG_UNALIGNED, offset, value);
  }

  /** A little-endian number of 1, 2, 4 or 8 bytes. */
  public long number(long offset, int size) {
    return switch (size) {
      case 1 -> u8(offset);
      case 2 -> u16(offset);
      case 4 -> u32(offset) & 0xffff_ffffL;
      case 8 -> u64(offset);
      default -> {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
          value = value << 8 | u8(offset + i);
        }
        yield value;
      }
    };
  }

  /** Stores the low {@code size} bytes of a number. */
  public void number(long offset, int size, long value) {
    for (int i = 0; i < size; i++) {
      u8(offset + i, (int) (value >>> i * 8));
    }
  }

  public void exitReason(ExitReason reason) {
    u32(RunOffsets.EXIT_REASON, reason.number());
  }

  public void exitReason(int number) {
    u32(RunOffsets.EXIT_REASON, number);
  }

  /** KVM_EXIT_IOAPIC_EOI. */
  public void endOfInterrupt(int vector) {
    u8(RunOffsets.EOI_VECTOR, vector);
  }

  /** KVM_EXIT_TPR_ACCESS. */
  void taskPriorityAccess(long rip, boolean write) {
    u64(RunOffsets.TPR_ACCESS_RIP, rip);
    u32(RunOffsets.TPR_ACCESS_IS_WRITE, write ? 1 : 0);
  }

  public boolean immediateExit() {
    return u8(RunOffsets.IMMEDIATE_EXIT) != 0;
  }

  public int flags() {
    return u16(RunOffsets.FLAGS);
  }

  public void flags(int flags) {
    u16(RunOffsets.FLAGS, flags);
  }
}
