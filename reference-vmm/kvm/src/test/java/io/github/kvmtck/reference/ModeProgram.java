package io.github.kvmtck.reference;

import io.github.kvmtck.reference.ModeMachine.Mode;
import io.github.kvmtck.x86.asm.Assembler;
import java.util.Random;

/**
 * Random code for protected and long mode that computes with every kind of register, leaves for
 * ports and devices, raises exceptions and interrupts, masks, unmasks, halts and waits for timers.
 * It always ends with OUT to {@link Twins#END}.
 */
final class ModeProgram {
  private static final int DATA = 0x3800;

  private final Mode mode;
  private final boolean user;
  private final Random random;
  private final boolean alone;
  private final String a;
  private final String suffix;
  private final StringBuilder text = new StringBuilder();
  private int labels;

  /**
   * A program of a seed.
   *
   * @param alone whether there is no other vCPU, so that nothing else can end a halt
   */
  ModeProgram(Mode mode, boolean user, boolean alone, long seed) {
    this.mode = mode;
    this.user = user;
    this.alone = alone;
    random = new Random(seed);
    a = mode.bits == 64 ? "rax" : "eax";
    suffix = mode.bits == 64 ? "q" : "d";
  }

  /** Its code, to be at an address. */
  byte[] code(long origin) {
    chips();
    int length = 10 + random.nextInt(60);
    for (int i = 0; i < length; i++) {
      add();
    }
    lines("cli", "out %d, al".formatted(Twins.END), "end: jmp end");
    return Assembler.assemble(text.toString(), origin, mode.bits).bytes();
  }

  private void lines(String... lines) {
    for (String line : lines) {
      text.append(line).append('\n');
    }
  }

  private void out(int port, int... values) {
    for (int value : values) {
      lines("mov al, " + value, "out %d, al".formatted(port));
    }
  }

  private boolean old() {
    return mode == Mode.VIRTUAL_8086;
  }

  /** The two PICs at 0x20 and 0x28, the local APIC on. */
  private void chips() {
    out(0x20, 0x11);
    out(0x21, 0x20, 4, 1, 0xf8);
    out(0xa0, 0x11);
    out(0xa1, 0x28, 2, 1, 0xff);
    apic(0xf0, 0x1ff);
    apic(0x3e0, 0xb);
    apic(0x350, 0x700);
  }

  /** No address of virtual-8086 mode reaches the local APIC. */
  private void apic(int register, int value) {
    if (!old()) {
      lines("mov edx, %d".formatted(0xfee0_0000L + register));
      lines("mov dword ptr [%s], %d".formatted(mode.bits == 64 ? "rdx" : "edx", value));
    }
  }

  private int vector() {
    return 0x30 + random.nextInt(0x10);
  }

  private int data() {
    return DATA + random.nextInt(64) * 4;
  }

  private void add() {
    switch (random.nextInt(30)) {
      case 0 -> lines("add eax, " + random.nextInt());
      case 1 -> lines("imul ebx, ebx, " + (random.nextInt() | 1));
      case 2 -> lines("xor ebx, eax", "rol ebx, 3");
      case 3 -> lines("add [%d], ebx".formatted(data()));
      case 4 -> lines("push " + a, "pushf" + suffix, "popf" + suffix, "pop " + a);
      case 5 -> lines("out %d, al".formatted(0x80 + random.nextInt(16)));
      case 6 -> lines("in al, " + (0x80 + random.nextInt(16)));
      case 7 -> lines("int " + vector());
      case 8 -> lines("sti");
      case 9 -> lines("cli");
      case 10 -> lines("mov dx, ss", "mov ss, dx");
      case 11 -> apic(0x300, (random.nextBoolean() ? 0x4_4000 : 0xc_4000) | vector());
      case 12 -> apic(0x80, random.nextInt(5) << 4);
      case 13 -> timer();
      case 14 -> loop();
      case 15 -> lines("rdtsc", "xor esi, eax");
      case 16 -> lines("mov ecx, 0x277", "rdmsr", "add edi, eax");
      case 17 -> sse();
      case 18, 19 -> x87();
      case 20 -> halt();
      case 21 -> lines("ud2");
      case 22 -> lines("xor ecx, ecx", "div cl");
      case 23 -> trap();
      case 24 -> breakpoint();
      case 25 -> control();
      case 26 ->
          lines("mov eax, %d".formatted(random.nextInt()), "lock xadd [%d], eax".formatted(data()));
      case 27 -> strings();
      case 28 -> memory();
      default -> pit();
    }
  }

  private void loop() {
    String label = "l" + labels++;
    lines("mov ecx, " + (1 + random.nextInt(200)), label + ":", "dec ecx", "jnz " + label);
  }

  private void timer() {
    switch (random.nextInt(4)) {
      case 0 -> {
        apic(0x320, 2 << 16 | vector());
        apic(0x380, 200_000 + random.nextInt(100_000));
      }
      case 1 -> {
        apic(0x320, vector());
        apic(0x380, 100 + random.nextInt(20_000));
      }
      case 2 -> {
        apic(0x320, 4 << 16 | vector());
        lines("rdtsc", "add eax, %d".formatted(random.nextInt(0x8000)), "adc edx, 0");
        lines("mov ecx, 0x6e0", "wrmsr");
      }
      default -> apic(0x320, 0x1_0000);
    }
  }

  /** Counter 0 of the PIT, once or again and again. */
  private void pit() {
    int count = 5 + random.nextInt(400);
    out(0x43, random.nextBoolean() ? 0x30 : 0x34);
    out(0x40, count & 0xff, count >>> 8);
    if (random.nextBoolean()) {
      lines("in al, 0x40", "mov [%d], al".formatted(data()));
    }
  }

  private void sse() {
    String operation =
        new String[] {"addps", "mulps", "divps", "sqrtps", "paddd", "pxor", "cvtps2dq"}
            [random.nextInt(7)];
    lines("movd xmm0, eax", "movups xmm1, [%d]".formatted(data()), operation + " xmm1, xmm0");
    lines("movups [%d], xmm1".formatted(data()));
    if (random.nextInt(4) == 0) {
      int mxcsr = 0x1f80 & ~(random.nextInt(0x40) << 7) | random.nextInt(4) << 13;
      lines("mov dword ptr [%d], %d".formatted(DATA + 0x104, mxcsr));
      lines("ldmxcsr [%d]".formatted(DATA + 0x104));
    }
  }

  private void x87() {
    lines("fild dword ptr [%d]".formatted(data()));
    lines(
        new String[] {"fld1", "fldpi", "fadd st0, st1", "fsqrt", "fxch st1", "fsin"}
            [random.nextInt(6)]);
    lines("fmul st0, st1", "fistp dword ptr [%d]".formatted(data()));
    if (random.nextInt(4) == 0) {
      int word = 0x37f & ~(random.nextInt(8) == 0 ? 0x3f : 0) | random.nextInt(16) << 8;
      lines("mov word ptr [%d], %d".formatted(DATA + 0x100, word));
      lines("fldcw [%d]".formatted(DATA + 0x100));
    }
  }

  /** A halt that a timer ends: TPR is low, interrupts are on. */
  private void halt() {
    if (user) {
      // #GP, whose handler goes on two bytes later.
      lines("hlt", "nop");
    } else if (alone) {
      apic(0x80, 0);
      apic(0x320, 2 << 16 | 0x3f);
      apic(0x380, 250_000);
      lines("sti", "hlt");
    }
  }

  /** From now on #DB behind every instruction, until its handler ends that. */
  private void trap() {
    lines("pushf" + suffix, "pop " + a, "or eax, 0x100", "push " + a, "popf" + suffix);
  }

  /** A breakpoint on data, where that may be set: at CPL 0. */
  private void breakpoint() {
    if (!user) {
      lines("mov eax, " + data(), "mov dr%d, %s".formatted(random.nextInt(4), a));
      lines("mov eax, %d".formatted(random.nextBoolean() ? 0xdddd_04ff : 0x400));
      lines("mov dr7, " + a);
    }
  }

  private void control() {
    if (!user) {
      String register = random.nextBoolean() ? "cr4" : "cr3";
      lines("mov %s, %s".formatted(a, register), "mov %s, %s".formatted(register, a));
      lines("mov %s, cr0".formatted(a), "or eax, 8", "mov cr0, " + a);
    }
  }

  private void strings() {
    lines("cld", "mov esi, " + data(), "mov edi, " + data(), "mov ecx, " + random.nextInt(20));
    lines("rep movsb");
  }

  /** A device; where there is paging, also a page that is not there. */
  private void memory() {
    if (mode.bits == 16) {
      return;
    }
    boolean missing = mode.levels > 0 && random.nextBoolean();
    lines("mov esi, " + (missing ? 0x19000 : 0x20000));
    lines("mov al, [%s]".formatted(mode.bits == 64 ? "rsi" : "esi"));
  }
}
