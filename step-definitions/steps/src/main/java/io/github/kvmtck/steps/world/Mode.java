package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.steps.words.Data;

/** The processor modes that guest programs of the suite start in. */
public enum Mode {
  /** Flat at segment 0, but for DS, whose base is behind RAM so that plain accesses are MMIO. */
  REAL(16) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      Segment zero = Segment.realMode(0);
      return flat(reset, zero, zero)
          .withSegment("ds", zero.withBase(DATA).withSelector(DATA >> 4))
          .with("cr4", OSFXSR);
    }
  },

  /** CPL 0, the first GiB mapped one to one with pages of 2 MiB. */
  LONG(64) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      writeEntry(ram, PML4, PDPT | PRESENT_WRITABLE);
      writeEntry(ram, PDPT, PD | PRESENT_WRITABLE);
      for (int i = 0; i < ENTRIES; i++) {
        writeEntry(
            ram, PD + i * (long) Long.BYTES, (long) i << LARGE_SHIFT | PRESENT_WRITABLE | LARGE);
      }
      Segment data = new Segment(0, -1, 0x10, 3, 1, 0, 1, 1, 0, 1, 0, 0);
      Segment code = new Segment(0, -1, 0x08, 11, 1, 0, 0, 1, 1, 1, 0, 0);
      return flat(reset, code, data)
          .with("cr0", CR0_PE | CR0_ET | CR0_PG)
          .with("cr3", PML4)
          .with("cr4", CR4_PAE | OSFXSR)
          .with("efer", EFER_LME | EFER_LMA);
    }
  };

  private static final int DATA = 0x20000;
  private static final long OSFXSR = 1 << 9;
  private static final long CR0_PE = 1;
  private static final long CR0_ET = 1 << 4;
  private static final long CR0_PG = 1L << 31;
  private static final long CR4_PAE = 1 << 5;
  private static final long EFER_LME = 1 << 8;
  private static final long EFER_LMA = 1 << 10;
  private static final long PRESENT_WRITABLE = 3;
  private static final long LARGE = 1 << 7;
  private static final int LARGE_SHIFT = 21;
  private static final int ENTRIES = 512;
  private static final long PML4 = 0x8000;
  private static final long PDPT = 0x9000;
  private static final long PD = 0xA000;
  private static final long STACK = 0xF000;

  private final int bits;

  Mode(int bits) {
    this.bits = bits;
  }

  /** What the assembler assembles for. */
  int bits() {
    return bits;
  }

  /** Makes the state of a vCPU after creation into that of this mode. */
  abstract Sregs sregs(Sregs reset, HostMemory ram);

  Regs regs(long rip) {
    return Regs.zero().withRip(rip).with("rsp", STACK);
  }

  private static Sregs flat(Sregs reset, Segment code, Segment data) {
    Sregs sregs = reset.withSegment("cs", code);
    for (String name : new String[] {"ds", "es", "fs", "gs", "ss"}) {
      sregs = sregs.withSegment(name, data);
    }
    return sregs;
  }

  private static void writeEntry(HostMemory ram, long at, long entry) {
    ram.write(at, Data.littleEndian(entry, Long.BYTES));
  }
}
