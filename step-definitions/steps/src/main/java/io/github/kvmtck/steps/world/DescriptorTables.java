package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.steps.words.Data;

/**
 * The tables of guests in protected and long mode, in their RAM from 0xB000 to 0xDFFF: segment
 * descriptors, gates, and the stack that a handler has which interrupts CPL 3 (SDM volume 3,
 * sections 3.4, 6.11, 6.14 and 8.2).
 */
final class DescriptorTables {
  private static final long GDT = 0xB000;
  private static final long IDT = 0xC000;
  private static final long TSS = 0xD000;
  private static final long HANDLER_STACK = 0xE000;

  private static final int GATE_BYTES = 8;
  private static final int LONG_GATE_BYTES = 16;
  private static final long INTERRUPT_GATE = 0x8E00;
  private static final int IDT_LIMIT = 0xfff;
  private static final long RSP0 = 4;
  private static final int TSS_LIMIT = 0x67;

  private static final int CODE_64 = 0x08;
  private static final int DATA = 0x10;
  private static final int USER_DATA = 0x18;
  private static final int USER_CODE_64 = 0x20;
  private static final int TASK = 0x28;
  private static final int CODE_32 = 0x38;
  private static final int GDT_LIMIT = CODE_32 + 7;

  private static final long CODE_64_DESCRIPTOR = 0x00AF_9B00_0000_FFFFL;
  private static final long CODE_32_DESCRIPTOR = 0x00CF_9B00_0000_FFFFL;
  private static final long DATA_DESCRIPTOR = 0x00CF_9300_0000_FFFFL;
  private static final long DPL_3 = 3L << 45;

  private DescriptorTables() {}

  static void write(HostMemory ram) {
    word(ram, GDT + CODE_64, CODE_64_DESCRIPTOR);
    word(ram, GDT + DATA, DATA_DESCRIPTOR);
    word(ram, GDT + USER_DATA, DATA_DESCRIPTOR | DPL_3);
    word(ram, GDT + USER_CODE_64, CODE_64_DESCRIPTOR | DPL_3);
    word(ram, GDT + CODE_32, CODE_32_DESCRIPTOR);
    word(ram, TSS + RSP0, HANDLER_STACK);
  }

  /** A gate of a guest in protected mode, to a handler at CPL 0. */
  static void gate(HostMemory ram, int vector, long handler) {
    word(ram, IDT + (long) vector * GATE_BYTES, gate(CODE_32, handler));
  }

  /** A gate of a guest in long mode, to a handler in 64-bit mode at CPL 0. */
  static void longGate(HostMemory ram, int vector, long handler) {
    long at = IDT + (long) vector * LONG_GATE_BYTES;
    word(ram, at, gate(CODE_64, handler));
    word(ram, at + Long.BYTES, handler >>> 32);
  }

  private static long gate(int selector, long handler) {
    return handler & 0xffff
        | (long) selector << 16
        | INTERRUPT_GATE << 32
        | (handler & 0xffff_0000L) << 32;
  }

  static Sregs registers(Sregs sregs) {
    return sregs
        .with("gdt.base", GDT)
        .with("gdt.limit", GDT_LIMIT)
        .with("idt.base", IDT)
        .with("idt.limit", IDT_LIMIT)
        .withSegment("tr", new Segment(TSS, TSS_LIMIT, TASK, 11, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  /** 32-bit code at CPL 0, of protected mode as of compatibility mode. */
  static Segment code32() {
    return new Segment(0, -1, CODE_32, 11, 1, 0, 1, 1, 0, 1, 0, 0);
  }

  static Segment code64(int level) {
    int selector = level == 0 ? CODE_64 : USER_CODE_64 | level;
    return new Segment(0, -1, selector, 11, 1, level, 0, 1, 1, 1, 0, 0);
  }

  static Segment data(int level) {
    int selector = level == 0 ? DATA : USER_DATA | level;
    return new Segment(0, -1, selector, 3, 1, level, 1, 1, 0, 1, 0, 0);
  }

  private static void word(HostMemory ram, long at, long value) {
    ram.write(at, Data.littleEndian(value, Long.BYTES));
  }
}
