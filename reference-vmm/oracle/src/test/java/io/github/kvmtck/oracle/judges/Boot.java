package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.client.Msr;
import io.github.kvmtck.x86.asm.Assembler;
import io.github.kvmtck.x86.asm.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Code that brings a processor from real mode into a {@link Setting}: QEMU's stub can write no
 * descriptor tables, debug registers or MSRs, nor load LDTR and TR.
 *
 * <p>It has a descriptor table of its own, a copy of the other in which the task is not busy.
 */
final class Boot {
  /** No situation has such a segment: loading it is never no change. */
  static final int SEGMENT = 0xf01;

  static final int STACK = 0x5f0;

  private static final int BASE = SEGMENT * 16;
  private static final int LATER = 0xf600;
  private static final int TABLE = 0xfc00;

  /** Where it comes out, in the code segment of the setting. */
  private static final int LANDING = 0x10;

  @SuppressWarnings("InlineFormatString") // Code stands apart from what fills it in.
  private static final String FIRST =
      """
              lidt [trap_table]
              mov eax, 0x400
              mov dr7, eax            ; traps while DR7.GD is set, and clears it
              mov eax, 0xffff0ff0
              mov dr6, eax
              xor eax, eax
              mov cr2, eax
              mov dr0, eax
              mov dr1, eax
              mov dr2, eax
              mov dr3, eax
              mov si, msrs
              mov di, %d
      next:   mov ecx, [si]
              mov eax, [si+4]
              mov edx, [si+8]
              wrmsr
              add si, 12
              dec di
              jnz next
              mov eax, [new_cr4]
              mov cr4, eax
              mov eax, [new_cr3]
              mov cr3, eax
              lgdt [table]
              mov eax, [new_cr0]
              mov cr0, eax
              %s
      trap:   iret
      new_cr0: dd 0
      new_cr3: dd 0
      new_cr4: dd 0
      trap_table:
              dw 0x3ff
              dd 0x%x + traps
      table:  dw 0
              dd 0
      traps:  dd 0
              dw trap, 0x%x
      msrs:
      """;

  @SuppressWarnings("InlineFormatString") // Code stands apart from what fills it in.
  private static final String REAL =
      """
      lgdt [0x%x]
              lidt [0x%x]
      landing: hlt
      """;

  @SuppressWarnings("InlineFormatString") // Code stands apart from what fills it in.
  private static final String LATER_CODE =
      """
              mov ax, 0x%x
              lldt ax
              mov ax, 0x%x
              ltr ax
              mov ax, 0x%x
              mov ds, ax
              mov ax, 0x%x
              mov es, ax
              mov ax, 0x%x
              mov ss, ax
              mov ax, 0x%x
              mov fs, ax
              mov ax, 0x%x
              mov gs, ax
              mov esp, 0x%x
              %s
              lgdt [cs:0x%x]
              lidt [cs:0x%x]
              mov eax, 0x%x
              mov dr7, %s
              %s
      """;

  private static final long LMA = 0x400;
  private static final int GDTR = TABLE - 32;
  private static final int IDTR = TABLE - 16;

  private final boolean real;
  private final int landing;
  private final Program first;
  private final List<Msr> msrs = new ArrayList<>();

  Boot(Setting setting) {
    real = setting.real();
    msrs.add(new Msr(Msrs.EFER, 0));
    msrs.addAll(Msrs.ALL);
    String next =
        real
            ? REAL.formatted(GDTR - BASE, IDTR - BASE)
            : "jmp 0x%x:0x%x".formatted(Ring.HANDLER, LATER);
    first = Assembler.assemble(FIRST.formatted(msrs.size(), next, BASE, SEGMENT), 0, 16);
    landing = real ? BASE + (int) first.label("landing") : Space.CODE + LANDING;
  }

  /** Linear address of the instruction that is not executed any more. */
  int landing() {
    return landing;
  }

  /** Puts it into memory that is otherwise that of the setting. */
  void put(byte[] memory, Setting setting) {
    byte[] code = first.bytes();
    System.arraycopy(code, 0, memory, BASE, code.length);
    ByteBuffer all = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
    int at = BASE + code.length;
    for (Msr msr : msrs) {
      long data = msr.index() == Msrs.EFER ? setting.get("efer") & ~LMA : msr.data();
      all.putInt(at, msr.index()).putLong(at + 4, data);
      at += 12;
    }
    for (String register : List.of("cr0", "cr3", "cr4")) {
      all.putInt(BASE + (int) first.label("new_" + register), (int) setting.get(register));
    }
    register(all, BASE + (int) first.label("table"), TABLE, 8 * Ring.FIRST_DRAWN - 1);
    register(all, GDTR, setting.get("gdt.base"), (int) setting.get("gdt.limit"));
    register(all, IDTR, setting.get("idt.base"), (int) setting.get("idt.limit"));
    if (!real) {
      System.arraycopy(setting.image(), Space.GDT, memory, TABLE, 8 * Ring.FIRST_DRAWN);
      memory[TABLE + Ring.TASK + 5] &= ~2;
      byte[] later = later(setting);
      System.arraycopy(later, 0, memory, LATER, later.length);
    }
  }

  private static void register(ByteBuffer all, int at, long base, int limit) {
    all.putShort(at, (short) limit).putLong(at + 2, base);
  }

  private static byte[] later(Setting setting) {
    int bits = setting.longMode() ? 64 : setting.bits();
    String bases = "";
    if (bits == 64) {
      bases =
          IntStream.range(8, 16)
              .mapToObj("xor r%1$dd, r%1$dd%n"::formatted)
              .collect(Collectors.joining());
      bases += base(Msrs.FS_BASE, Space.FS) + base(Msrs.GS_BASE, Space.GS);
    }
    int landing = LANDING + (setting.segment(Situation.CS).base() == 0 ? Space.CODE : 0);
    String go =
        bits == 64
            ? "push 0x%x\n push 0x%x\n db 0x48\n retf".formatted(Ring.CODE, landing)
            : "jmp 0x%x:0x%x".formatted(Ring.CODE, landing);
    String source =
        LATER_CODE.formatted(
            Ring.LOCAL,
            Ring.TASK,
            Ring.DATA,
            Ring.EXTRA,
            Ring.STACK,
            Ring.FS,
            Ring.GS,
            setting.paging() ? Space.STACK + 0xf000 : 0xf000,
            bases,
            GDTR,
            IDTR,
            setting.dr7(),
            bits == 64 ? "rax" : "eax",
            go);
    return Assembler.assemble(source, LATER, bits).bytes();
  }

  private static String base(int msr, int value) {
    return "mov ecx, 0x%x\n mov eax, 0x%x\n xor edx, edx\n wrmsr\n".formatted(msr, value);
  }
}
