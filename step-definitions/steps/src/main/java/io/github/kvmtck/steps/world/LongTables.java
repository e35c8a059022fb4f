package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.steps.words.Data;

/**
 * The tables of 64-bit guests, in their RAM from 0x8000 to 0xDFFF: pages that map the first GiB one
 * to one, descriptors, gates, and the stack that a handler has which interrupts CPL 3.
 */
final class LongTables {
  private static final long PML4 = 0x8000;
  private static final long PDPT = 0x9000;
  private static final long PD = 0xA000;
  private static final long GDT = 0xB000;
  private static final long IDT = 0xC000;
  private static final long TSS = 0xD000;
  private static final long HANDLER_STACK = 0xE000;

  private static final long PRESENT_WRITABLE_USER = 7;
  private static final long LARGE = 1 << 7;
  private static final int LARGE_SHIFT = 21;
  private static final int ENTRIES = 512;

  private static final int GATE_BYTES = 16;
  private static final long INTERRUPT_GATE = 0x8E00;
  private static final long RSP0 = 4;
  private static final int TSS_LIMIT = 0x67;

  private static final int CODE = 0x08;
  private static final int DATA = 0x10;
  private static final int USER_DATA = 0x18;
  private static final int USER_CODE = 0x20;
  private static final int TASK = 0x28;
  private static final int GDT_LIMIT = TASK + 15;

  private static final long CODE_DESCRIPTOR = 0x00AF_9B00_0000_FFFFL;
  private static final long DATA_DESCRIPTOR = 0x00CF_9300_0000_FFFFL;
  private static final long DPL_3 = 3L << 45;

  private LongTables() {}

  static void write(HostMemory ram) {
    word(ram, PML4, PDPT | PRESENT_WRITABLE_USER);
    word(ram, PDPT, PD | PRESENT_WRITABLE_USER);
    for (int i = 0; i < ENTRIES; i++) {
      word(
          ram, PD + i * (long) Long.BYTES, (long) i << LARGE_SHIFT | PRESENT_WRITABLE_USER | LARGE);
    }
    word(ram, GDT + CODE, CODE_DESCRIPTOR);
    word(ram, GDT + DATA, DATA_DESCRIPTOR);
    word(ram, GDT + USER_DATA, DATA_DESCRIPTOR | DPL_3);
    word(ram, GDT + USER_CODE, CODE_DESCRIPTOR | DPL_3);
    word(ram, TSS + RSP0, HANDLER_STACK);
  }

  /** An interrupt gate to a handler at CPL 0. */
  static void gate(HostMemory ram, int vector, long handler) {
    long low = handler & 0xffff | (long) CODE << 16 | INTERRUPT_GATE << 32;
    word(ram, IDT + (long) vector * GATE_BYTES, low | (handler & 0xffff_0000L) << 32);
    word(ram, IDT + (long) vector * GATE_BYTES + Long.BYTES, handler >>> 32);
  }

  /** CR3 and the table registers. */
  static Sregs registers(Sregs sregs) {
    return sregs
        .with("cr3", PML4)
        .with("gdt.base", GDT)
        .with("gdt.limit", GDT_LIMIT)
        .with("idt.base", IDT)
        .with("idt.limit", 0xfff)
        .withSegment("tr", new Segment(TSS, TSS_LIMIT, TASK, 11, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  static Segment code(int level) {
    int selector = level == 0 ? CODE : USER_CODE | level;
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
