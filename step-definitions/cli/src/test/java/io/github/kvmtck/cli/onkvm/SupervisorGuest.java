package io.github.kvmtck.cli.onkvm;

import io.github.kvmtck.api.client.HostMemory;
import io.github.kvmtck.api.client.MemoryRegion;
import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.x86.asm.Assembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A guest in 64-bit mode with descriptor tables, page tables and a handler for each vector that
 * halts, so that where it halts says what it was interrupted by.
 *
 * @param cpl of its code
 * @param code assembled to 0x1000
 */
record SupervisorGuest(int cpl, String code) {
  private static final long RAM = 0x20_0000;
  private static final long CODE = 0x1000;
  private static final long GDT = 0x2000;
  private static final long IDT = 0x3000;
  private static final long TSS = 0x5000;
  private static final long TARGET = 0x5800;
  private static final long HANDLERS = 0x6000;
  private static final long TABLES = 0x1_0000;
  private static final long USER = 3L << 45;
  private static final long CODE64 = 0x00af_9b00_0000_ffffL;
  private static final long DATA = 0x00cf_9300_0000_ffffL;
  private static final byte HLT = (byte) 0xf4;

  /** Code and data of DPL 0 and 3, a TSS of two entries, then what is wrong in some way. */
  private static final long[] DESCRIPTORS = {
    0,
    CODE64,
    DATA,
    CODE64 | USER,
    DATA | USER,
    0x67 | TSS << 16 | 0x89L << 40,
    0,
    0,
    0,
    CODE64 | 4L << 40, // conforming
    DATA & ~(1L << 47), // not present
    CODE64 & ~(2L << 40), // execute-only
    DATA & ~(2L << 40) // read-only
  };

  /** Runs it; what the client sees then. */
  String outcome(Machine machine) {
    HostMemory ram = HostMemory.map(machine.client, RAM).value();
    machine.vm.setUserMemoryRegion(MemoryRegion.of(0, 0, ram)).orThrow();
    Vcpu vcpu = machine.vcpu();
    vcpu.setCpuid2(Machine.CPUID).orThrow();
    tables(ram);
    ram.write(CODE, Assembler.assemble(code, CODE, 64).bytes());
    vcpu.setSregs(registers(vcpu.getSregs().value())).orThrow();
    long stack = cpl == 0 ? 0xa000 : 0xb000;
    vcpu.setRegs(Regs.zero().withRip(CODE).with("rsp", stack).with("rflags", 2)).orThrow();
    var unused = vcpu.run();
    return vcpu.kvmRun().exitReasonName() + seen(vcpu, ram);
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static void tables(HostMemory ram) {
    for (int level = 0; level < 3; level++) {
      ram.write(TABLES + level * 0x1000L, bytes(TABLES + (level + 1) * 0x1000L | 7));
    }
    for (int i = 0; i < 512; i++) {
      ram.write(TABLES + 0x3000 + i * 8L, bytes(page(i)));
    }
    for (int i = 0; i < DESCRIPTORS.length; i++) {
      ram.write(GDT + i * 8L, bytes(DESCRIPTORS[i]));
    }
    for (int vector = 0; vector < 256; vector++) {
      long handler = HANDLERS + vector * 4L;
      ram.write(IDT + vector * 16L, bytes(handler | 8 << 16 | 0x8eL << 40));
      ram.write(handler, HLT);
    }
    ram.write(TSS + 4, bytes(0x9000));
    ram.write(TARGET, HLT);
  }

  /** A supervisor's page, a read-only one, none, one without code, one with a reserved bit. */
  private static long page(int number) {
    long frame = number * 0x1000L;
    return switch (number) {
      case 0x40 -> frame | 3;
      case 0x41 -> frame | 5;
      case 0x42 -> 0;
      case 0x43 -> frame | 7 | 1L << 63;
      case 0x44 -> frame | 7 | 1L << 51;
      default -> frame | 7;
    };
  }

  private static Segment segment(int selector, long base, int limit, int rights) {
    return new Segment(
        base,
        limit,
        selector,
        rights & 15,
        rights >> 7 & 1,
        rights >> 5 & 3,
        rights >> 14 & 1,
        rights >> 4 & 1,
        rights >> 13 & 1,
        rights >> 15 & 1,
        0,
        0);
  }

  private Sregs registers(Sregs before) {
    Sregs sregs = before;
    for (String name : List.of("ds", "es", "ss")) {
      sregs = sregs.withSegment(name, segment(cpl == 0 ? 0x10 : 0x23, 0, -1, 0xc093 | cpl << 5));
    }
    return sregs
        .withSegment("cs", segment(cpl == 0 ? 8 : 0x1b, 0, -1, 0xa09b | cpl << 5))
        .withSegment("tr", segment(0x28, TSS, 0x67, 0x8b))
        .with("gdt.base", GDT)
        .with("gdt.limit", DESCRIPTORS.length * 8 - 1)
        .with("idt.base", IDT)
        .with("idt.limit", 0xfff)
        .with("cr0", 0x8005_0033L)
        .with("cr3", TABLES)
        .with("cr4", 0x620)
        .with("efer", 0xd01);
  }

  private static String seen(Vcpu vcpu, HostMemory ram) {
    Regs regs = vcpu.getRegs().value();
    Sregs sregs = vcpu.getSregs().value();
    StringBuilder text = new StringBuilder();
    for (String name : List.of("rip", "rsp", "rax", "rbx", "rflags")) {
      text.append(" %s=%x".formatted(name, regs.get(name)));
    }
    for (String name : List.of("cs.selector", "ss.selector", "tr.selector", "cr0", "cr2", "efer")) {
      text.append(" %s=%x".formatted(name, sregs.get(name)));
    }
    text.append(" stack");
    for (int i = 0; i < 6; i++) {
      byte[] item = ram.read(regs.get("rsp") + i * 8L & RAM - 8, 8);
      text.append(" %x".formatted(ByteBuffer.wrap(item).order(ByteOrder.LITTLE_ENDIAN).getLong()));
    }
    return text.toString();
  }
}
