package io.github.kvmtck.vmm;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.vmm.memory.Ram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Puts a vCPU before the first instruction of an image. */
final class EntryState {
  /** Tables for 64-bit mode, at the end of low memory. */
  private static final long TABLES = 0x90000;

  private static final long PRESENT_WRITABLE = 3;
  private static final long LARGE = 0x80;
  private static final int GIGABYTES = 4;
  private static final long GDT = TABLES + 0x8000;

  private static final long CODE64 = 0x00af_9b00_0000_ffffL;
  private static final long CODE32 = 0x00cf_9b00_0000_ffffL;
  private static final long DATA = 0x00cf_9300_0000_ffffL;

  private static final long CR0_PE = 1;
  private static final long CR0_PG = 1L << 31;
  private static final long CR0_ET_NE = 0x30;
  private static final long CR4_PAE = 1 << 5;
  private static final long CR4_OSFXSR = 3 << 9;
  private static final long EFER_LME_LMA = 0x500;
  private static final long STACK = 0x7c00;

  private EntryState() {}

  /** Sets registers and, where paging needs them, tables in memory. */
  static void set(Vcpu vcpu, Ram ram, Image image) {
    Sregs before = vcpu.getSregs().value().with("cr4", CR4_OSFXSR);
    vcpu.setSregs(
            switch (image.entry()) {
              case REAL -> real(before, image);
              case PROTECTED -> flat(before, ram, CODE32).with("cr0", CR0_PE | CR0_ET_NE);
              case LONG -> paged(flat(before, ram, CODE64), ram);
            })
        .orThrow();
    boolean own = image.entry() == Image.Entry.REAL && image.address() > 0xffff;
    vcpu.setRegs(Regs.zero().withRip(own ? 0 : image.address()).with("rsp", STACK)).orThrow();
  }

  private static Sregs real(Sregs before, Image image) {
    int selector = image.address() > 0xffff ? (int) (image.address() >> 4) : 0;
    Sregs sregs = before.withSegment("cs", Segment.realMode(selector));
    for (String name : List.of("ds", "es", "ss", "fs", "gs")) {
      sregs = sregs.withSegment(name, Segment.realMode(0));
    }
    return sregs;
  }

  private static Sregs flat(Sregs before, Ram ram, long code) {
    ram.write(GDT, words(0, code, DATA));
    boolean wide = code == CODE64;
    Sregs sregs =
        before.withSegment(
            "cs", new Segment(0, -1, 8, 11, 1, 0, wide ? 0 : 1, 1, wide ? 1 : 0, 1, 0, 0));
    for (String name : List.of("ds", "es", "ss", "fs", "gs")) {
      sregs = sregs.withSegment(name, new Segment(0, -1, 16, 3, 1, 0, 1, 1, 0, 1, 0, 0));
    }
    return sregs.with("gdt.base", GDT).with("gdt.limit", 3 * Long.BYTES - 1);
  }

  /** The first 4 GiB in pages of 2 MiB. */
  private static Sregs paged(Sregs flat, Ram ram) {
    ram.write(TABLES, words(TABLES + 0x1000 | PRESENT_WRITABLE));
    for (int gigabyte = 0; gigabyte < GIGABYTES; gigabyte++) {
      long directory = TABLES + 0x2000 + gigabyte * 0x1000L;
      ram.write(TABLES + 0x1000 + gigabyte * 8L, words(directory | PRESENT_WRITABLE));
      long[] entries = new long[512];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = (long) gigabyte << 30 | (long) i << 21 | LARGE | PRESENT_WRITABLE;
      }
      ram.write(directory, words(entries));
    }
    return flat.with("cr3", TABLES)
        .with("cr4", CR4_PAE | CR4_OSFXSR)
        .with("efer", EFER_LME_LMA)
        .with("cr0", CR0_PG | CR0_PE | CR0_ET_NE);
  }

  private static byte[] words(long... words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      bytes.putLong(word);
    }
    return bytes.array();
  }
}
