package io.github.kvmtck.steps.world;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.steps.words.Data;
import java.util.Optional;

/** The processor modes that guest programs of the suite start in. */
public enum Mode {
  /** Flat at segment 0, but for DS, whose base is behind RAM so that plain accesses are MMIO. */
  REAL("real mode", 16) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      Segment zero = Segment.realMode(0);
      return flat(reset, zero, zero)
          .withSegment("ds", zero.withBase(DATA).withSelector(DATA >> 4))
          .with("cr4", OSFXSR);
    }

    @Override
    void vector(HostMemory ram, int vector, long handler) {
      ram.write((long) vector * VECTOR_BYTES, Data.littleEndian(handler, VECTOR_BYTES));
    }
  },

  /** 32-bit code at CPL 0 in flat segments, without paging. */
  PROTECTED("protected mode", 32) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      return protectedMode(reset, ram);
    }

    @Override
    void vector(HostMemory ram, int vector, long handler) {
      DescriptorTables.gate(ram, vector, handler);
    }
  },

  /** The same, mapped one to one with pages of 4 MiB. */
  PAGED("protected mode with paging", 32) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      return protectedMode(reset, ram)
          .with("cr3", PageTables.TWO_LEVEL.write(ram))
          .with("cr4", CR4_PSE | OSFXSR)
          .with("cr0", CR0_PE | CR0_ET | CR0_PG);
    }

    @Override
    void vector(HostMemory ram, int vector, long handler) {
      PROTECTED.vector(ram, vector, handler);
    }

    @Override
    Optional<PageTables> pages() {
      return Optional.of(PageTables.TWO_LEVEL);
    }
  },

  /** 32-bit code at CPL 0 in long mode; handlers are 64-bit code. */
  COMPATIBILITY("compatibility mode", 32) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      return longMode(reset, ram, DescriptorTables.code32(), 0);
    }

    @Override
    int handlerBits() {
      return LONG.bits();
    }

    @Override
    void vector(HostMemory ram, int vector, long handler) {
      LONG.vector(ram, vector, handler);
    }
  },

  /** CPL 0, the first GiB mapped one to one with pages of 2 MiB. */
  LONG("64-bit mode", 64) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      return longMode(reset, ram, DescriptorTables.code64(0), 0);
    }

    @Override
    void vector(HostMemory ram, int vector, long handler) {
      DescriptorTables.longGate(ram, vector, handler);
    }

    @Override
    Optional<PageTables> pages() {
      return Optional.of(PageTables.FOUR_LEVEL);
    }
  },

  /** The same pages at CPL 3, where I/O is allowed; handlers run at CPL 0. */
  USER("64-bit mode at CPL 3", 64) {
    @Override
    Sregs sregs(Sregs reset, HostMemory ram) {
      return longMode(reset, ram, DescriptorTables.code64(3), 3);
    }

    @Override
    Regs regs(long rip) {
      return super.regs(rip).with("rflags", IOPL_3);
    }

    @Override
    void vector(HostMemory ram, int vector, long handler) {
      LONG.vector(ram, vector, handler);
    }

    @Override
    Optional<PageTables> pages() {
      return LONG.pages();
    }
  };

  /** For a parameter type. */
  public static final String REGEX =
      "real mode|protected mode(?: with paging)?|compatibility mode|64-bit mode(?: at CPL 3)?";

  private static final int DATA = 0x20000;
  private static final int VECTOR_BYTES = 4;
  private static final long OSFXSR = 1 << 9;
  private static final long CR0_PE = 1;
  private static final long CR0_ET = 1 << 4;
  static final long CR0_PG = 1L << 31;
  private static final long CR4_PSE = 1 << 4;
  private static final long CR4_PAE = 1 << 5;
  private static final long EFER_LME = 1 << 8;
  private static final long EFER_LMA = 1 << 10;
  private static final long IOPL_3 = 0x3002;
  private static final long STACK = 0xF000;

  private final String words;
  private final int bits;

  Mode(String words, int bits) {
    this.words = words;
    this.bits = bits;
  }

  /** Reads what {@link #REGEX} matches. */
  public static Mode parse(String text) {
    for (Mode mode : values()) {
      if (mode.words.equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("there is no mode " + text);
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

  /** What the assembler assembles handlers for. */
  int handlerBits() {
    return bits;
  }

  /** Makes an exception or interrupt go to a handler. */
  abstract void vector(HostMemory ram, int vector, long handler);

  /** The page tables that are in use. */
  Optional<PageTables> pages() {
    return Optional.empty();
  }

  private static Sregs protectedMode(Sregs reset, HostMemory ram) {
    DescriptorTables.write(ram);
    Segment code = DescriptorTables.code32();
    return DescriptorTables.registers(flat(reset, code, DescriptorTables.data(0)))
        .with("cr0", CR0_PE | CR0_ET)
        .with("cr4", OSFXSR);
  }

  private static Sregs longMode(Sregs reset, HostMemory ram, Segment code, int level) {
    DescriptorTables.write(ram);
    return DescriptorTables.registers(flat(reset, code, DescriptorTables.data(level)))
        .with("cr3", PageTables.FOUR_LEVEL.write(ram))
        .with("cr0", CR0_PE | CR0_ET | CR0_PG)
        .with("cr4", CR4_PAE | OSFXSR)
        .with("efer", EFER_LME | EFER_LMA);
  }

  private static Sregs flat(Sregs reset, Segment code, Segment data) {
    Sregs sregs = reset.withSegment("cs", code);
    for (String name : new String[] {"ds", "es", "fs", "gs", "ss"}) {
      sregs = sregs.withSegment(name, data);
    }
    return sregs;
  }
}
