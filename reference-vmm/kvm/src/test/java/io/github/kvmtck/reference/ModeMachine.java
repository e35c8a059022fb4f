package io.github.kvmtck.reference;

import io.github.kvmtck.api.client.Regs;
import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import io.github.kvmtck.api.client.Vcpu;
import io.github.kvmtck.x86.asm.Assembler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A machine in protected or long mode: flat segments, an IDT whose handlers let every program go
 * on, paging that maps RAM to itself. Whatever the mode, handlers are 32-bit or, in long mode,
 * 64-bit code.
 */
final class ModeMachine {
  /** Where handlers count. */
  static final int COUNTERS = 0x3c00;

  static final int STACK = 0x8000;

  private static final int GDT = 0x2000;
  private static final int TSS = 0x2200;
  private static final int TSS_BYTES = 0x100;

  /** Bits for 256 ports, and a last byte of ones. */
  private static final int TSS_LIMIT = 0x68 + 32;

  private static final int IDT = 0x2800;
  private static final int VECTORS = 0x50;
  private static final int HANDLERS = 0x5000;
  private static final int HANDLER_BYTES = 0x40;
  private static final int KERNEL_STACK = 0x7800;
  private static final int STACK_OF_ONE = 0x400;
  private static final int TABLES = 0x9000;
  private static final int HANDLER_CODE = 5 * 8;
  private static final int TASK = 6 * 8;
  private static final long VM = 0x2_0000;
  private static final long IOPL = 0x3000;

  /** A mode, the width of its code and the levels of its page tables. */
  enum Mode {
    PROTECTED_16(16, 0),
    PROTECTED_32(32, 0),
    VIRTUAL_8086(16, 2),
    PAGED_32(32, 2),
    PAE(32, 3),
    COMPATIBILITY(32, 4),
    LONG(64, 4),
    LONG_57(64, 5);

    final int bits;
    final int levels;

    Mode(int bits, int levels) {
      this.bits = bits;
      this.levels = levels;
    }

    boolean wide() {
      return levels >= 4;
    }
  }

  private final Guest guest;
  private final Mode mode;

  ModeMachine(Guest guest, Mode mode) {
    this.guest = guest;
    this.mode = mode;
  }

  /** Fills in everything but the code. */
  void prepare() {
    write(GDT, descriptors());
    StringBuilder handlers = new StringBuilder();
    for (int vector = 0; vector < VECTORS; vector++) {
      int at = HANDLERS + vector * HANDLER_BYTES;
      handlers.append("align %d\n".formatted(HANDLER_BYTES)).append(handler(vector));
      long gate = 0xee00L << 32 | (long) HANDLER_CODE << 16 | at;
      write(IDT + vector * (mode.wide() ? 16 : 8), gate);
    }
    int bits = mode.wide() ? 64 : 32;
    guest.ram.write(HANDLERS, Assembler.assemble(handlers.toString(), HANDLERS, bits).bytes());
    paging();
    // MXCSR as it is after reset, for the handler of #XM.
    write(COUNTERS - 16, 0x1f80);
  }

  private void write(long at, long... quads) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * quads.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long quad : quads) {
      bytes.putLong(quad);
    }
    guest.ram.write(at, bytes.array());
  }

  /** Code and data for CPL 0 and 3, code of handlers, a task state for each of two vCPUs. */
  private long[] descriptors() {
    long size = mode.bits == 64 ? 0x20L << 48 : mode.bits == 32 ? 0x40L << 48 : 0;
    long code = 0x008f_9b00_0000_ffffL;
    long data = 0x00cf_9300_0000_ffffL;
    long level3 = 0x60L << 40;
    long handlers = code | (mode.wide() ? 0x20L << 48 : 0x40L << 48);
    return new long[] {
      0, code | size, data, code | size | level3, data | level3, handlers, task(0), 0, task(1), 0
    };
  }

  private static long task(int number) {
    return 0x0000_8b00_0000_0000L | TSS_LIMIT | (long) (TSS + number * TSS_BYTES) << 16;
  }

  private String handler(int vector) {
    boolean wide = mode.wide();
    String a = wide ? "rax" : "eax";
    String sp = wide ? "rsp" : "esp";
    String size = wide ? "qword" : "dword";
    String skip = "add %s ptr ss:[%s], 2\n".formatted(size, sp);
    String body =
        switch (vector) {
          case 0, 6 -> skip;
          case 1 ->
              """
              push %1$s
              mov %1$s, dr6
              xor eax, eax
              mov dr6, %1$s
              pop %1$s
              and byte ptr ss:[%2$s+%3$d], 0xfe
              """
                  .formatted(a, sp, wide ? 17 : 9);
          case 7 -> "clts\n";
          case 13, 17 -> "add %s, %d\n".formatted(sp, wide ? 8 : 4) + skip;
          case 14 ->
              "test word ptr ss:[%s], %d\njnz raised\n".formatted(sp, Twins.RAISED)
                  + "add %s ptr ss:[%s+%d], 2\nraised:\n".formatted(size, sp, wide ? 8 : 4)
                  + "add %s, %d\n".formatted(sp, wide ? 8 : 4);
          case 16 -> "fnclex\n";
          case 19 -> "ldmxcsr ss:[%d]\n".formatted(COUNTERS - 16);
          default -> vector < 0x20 ? "nop\n" : end(vector, a);
        };
    return "inc byte ptr ss:[%d]\n".formatted(COUNTERS + vector)
        + body
        + (wide ? "iretq\n" : "iretd\n");
  }

  /** Ends an interrupt: of the two PICs or of the local APIC. */
  private static String end(int vector, String a) {
    if (vector >= 0x30) {
      return "push %1$s\nmov eax, 0xfee000b0\nmov dword ptr ss:[%1$s], 0\npop %1$s\n".formatted(a);
    }
    return "push %1$s\nmov al, 0x20\n%2$sout 0x20, al\npop %1$s\n"
        .formatted(a, vector >= 0x28 ? "out 0xa0, al\n" : "");
  }

  private void paging() {
    // RAM, a page of a device, and the pages of the I/O APIC and the local APIC as large ones.
    long apic = 0xfee0_0000L | 0x9f;
    if (mode.levels == 2) {
      int table = TABLES + 0x1000;
      guest.ram.write(TABLES, ints(table | 7));
      guest.ram.write(TABLES + 0x3fb * 4, ints((int) (0xfec0_0000L | 0x9f)));
      int[] pages = new int[0x21];
      for (int i = 0; i < 16; i++) {
        pages[i] = i << 12 | 7;
      }
      pages[0x20] = 0x20007;
      guest.ram.write(table, ints(pages));
      return;
    }
    int root = mode.levels == 3 ? 1 : 7;
    int directories = mode.levels == 5 ? TABLES + 0x1000 : TABLES;
    if (mode.levels == 5) {
      write(TABLES, directories | 7);
    }
    if (mode.wide()) {
      write(directories, directories + 0x1000L | 7);
      directories += 0x1000;
    }
    write(directories, directories + 0x1000L | root, 0, 0, directories + 0x3000L | root);
    write(directories + 0x1000L, directories + 0x2000L | 7);
    long[] pages = new long[0x21];
    for (int i = 0; i < 16; i++) {
      pages[i] = (long) i << 12 | 7;
    }
    pages[0x20] = 0x20007;
    write(directories + 0x2000L, pages);
    write(directories + 0x3000L + 0x1f6 * 8, 0xfec0_0000L | 0x9f, apic);
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  /** Puts a vCPU into the mode, at its code. */
  void enter(int number, boolean user) {
    Vcpu vcpu = guest.vcpus.get(number);
    int cpl = user ? 3 : 0;
    long stack = STACK - (long) number * STACK_OF_ONE;
    task(number, KERNEL_STACK - number * STACK_OF_ONE);
    Sregs s = vcpu.getSregs().value();
    boolean old = mode == Mode.VIRTUAL_8086;
    Segment real = new Segment(0, 0xffff, 0, 3, 1, 3, 0, 1, 0, 0, 0, 0);
    Segment data = new Segment(0, -1, user ? 0x23 : 0x10, 3, 1, cpl, 1, 1, 0, 1, 0, 0);
    int big = mode.bits == 32 ? 1 : 0;
    int wide = mode.bits == 64 ? 1 : 0;
    Segment code = new Segment(0, -1, user ? 0x1b : 8, 11, 1, cpl, big, 1, wide, 1, 0, 0);
    s = s.withSegment("cs", old ? real : code);
    for (String name : new String[] {"ss", "ds", "es", "fs", "gs"}) {
      s = s.withSegment(name, old ? real : data);
    }
    int selector = TASK + 16 * number;
    Segment task =
        new Segment(TSS + number * TSS_BYTES, TSS_LIMIT, selector, 11, 1, 0, 0, 0, 0, 0, 0, 0);
    s = s.withSegment("tr", task);
    s = s.with("gdt.base", GDT).with("gdt.limit", 0x4f);
    s = s.with("idt.base", IDT).with("idt.limit", VECTORS * (mode.wide() ? 16 : 8) - 1);
    s = s.with("cr3", TABLES).with("cr0", mode.levels > 0 ? 0x8005_0033L : 0x33);
    long pae = mode.levels > 2 ? 0x20 : 0;
    s = s.with("cr4", 0x618 | pae | (mode.levels == 5 ? 0x1000 : 0));
    s = s.with("efer", mode.wide() ? 0x500 : 0);
    vcpu.setSregs(s).orThrow();
    Regs regs = Regs.zero().withRip(Guest.CODE + number * 0x800L).with("rsp", stack);
    vcpu.setRegs(regs.withRflags(2 | (user ? IOPL : 0) | (old ? VM : 0))).orThrow();
  }

  /** Its stack for CPL 0, and its ports. */
  private void task(int number, int stack) {
    byte[] task = ints(0, stack, mode.wide() ? 0 : 0x10);
    long at = TSS + (long) number * TSS_BYTES;
    guest.ram.write(at, task);
    // In virtual-8086 mode the bitmap decides, whatever IOPL says: all ports are allowed.
    guest.ram.write(at + 0x66, (byte) 0x68);
    guest.ram.write(at + TSS_LIMIT, (byte) -1);
  }
}
