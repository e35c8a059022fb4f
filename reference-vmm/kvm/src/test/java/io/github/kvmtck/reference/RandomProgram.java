package io.github.kvmtck.reference;

import java.util.HexFormat;
import java.util.Random;

/**
 * Random code for real mode that computes, leaves for ports, raises interrupts in every way that
 * there is, masks, unmasks, halts and waits for timers. It always ends with OUT to {@link #END}.
 *
 * <p>ES is at the local APIC. DS is where nothing is mapped; SS, CS and FS are RAM.
 */
final class RandomProgram {
  static final int END = Twins.END;

  private static final int HANDLERS = 0x5000;
  private static final int HANDLER_BYTES = 0x40;
  private static final int LVT_TIMER = 0x320;
  private static final int PERIODIC = 1 << 17;
  private static final int DEADLINE = 2 << 17;

  private final Random random;
  private final StringBuilder code = new StringBuilder();

  private RandomProgram(Random random) {
    this.random = random;
  }

  /** The program of a seed, with its handlers, in the RAM of a guest. */
  static void writeTo(Guest guest, long seed) {
    RandomProgram program = new RandomProgram(new Random(seed));
    int length = 10 + program.random.nextInt(60);
    program.apic(0xf0, 0x1ff);
    program.apic(0x3e0, 0xb);
    for (int i = 0; i < length; i++) {
      program.add();
    }
    program.code.append("fa e6 %02x f4".formatted(END));
    guest.ram.write(Guest.CODE, bytes(program.code.toString()));
    for (int vector = 0; vector < 0x50; vector++) {
      program.handler(guest, vector);
    }
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  private void add(String format, Object... values) {
    code.append(format.formatted(values));
  }

  /** mov dword es:[register], value. */
  private void apic(int register, int value) {
    add("26 66 c7 06 %02x %02x ", register & 0xff, register >>> 8);
    add(
        "%02x %02x %02x %02x ",
        value & 0xff, value >>> 8 & 0xff, value >>> 16 & 0xff, value >>> 24 & 0xff);
  }

  private int vector() {
    return 0x30 + random.nextInt(0x10);
  }

  private void add() {
    switch (random.nextInt(22)) {
      case 0 -> add("66 05 %08x ", random.nextInt()); // add eax, imm32
      case 1 -> add("66 69 db %08x ", random.nextInt() | 1); // imul ebx, ebx, imm32
      case 2 -> add("66 31 c3 66 d1 c3 "); // xor ebx, eax; rol ebx
      case 3 -> add("64 66 01 1e %02x 38 ", random.nextInt(64) * 4); // add fs:[…], ebx
      case 4 -> add("50 9c 9d 58 "); // push ax; pushf; popf; pop ax
      case 5 -> add("e6 %02x ", 0x80 + random.nextInt(16)); // out
      case 6 -> add("e4 %02x ", 0x80 + random.nextInt(16)); // in
      case 7 -> add("cd %02x ", vector()); // int
      case 8 -> add("fb "); // sti
      case 9 -> add("fa "); // cli
      case 10 -> add("8c d2 8e d2 "); // mov dx, ss; mov ss, dx
      case 11 -> apic(0x300, 0x4_4000 | vector()); // an interrupt to itself
      case 12 -> apic(0x80, random.nextInt(5) << 4); // TPR
      case 13 -> timer();
      case 14 -> add("66 b9 %02x 00 00 00 66 49 75 fc ", 1 + random.nextInt(255)); // a loop
      case 15 -> add("0f 31 66 31 c6 "); // rdtsc; xor esi, eax
      case 16 -> add("66 b9 77 02 00 00 0f 32 66 01 c7 "); // rdmsr of IA32_PAT; add edi, eax
      case 17 -> add("66 0f 6e c0 66 0f 6f c8 "); // movd xmm0, eax; movdqa xmm1, xmm0
      case 18 -> add("0f 20 e0 0f 22 e0 "); // mov eax, cr4; mov cr4, eax
      case 19 -> add("e6 21 "); // out 0x21: the mask of the PIC
      case 20 -> halt();
      default -> add("26 66 a1 90 03 66 01 c5 "); // mov eax, es:[0x390]; add ebp, eax
    }
  }

  /** A periodic timer, a deadline, or none. */
  private void timer() {
    switch (random.nextInt(3)) {
      case 0 -> {
        apic(LVT_TIMER, PERIODIC | vector());
        apic(0x380, 200_000 + random.nextInt(100_000));
      }
      case 1 -> {
        apic(LVT_TIMER, DEADLINE | vector());
        // rdtsc; add eax, imm32; adc edx, 0; mov ecx, 0x6e0; wrmsr
        add("0f 31 66 05 %02x %02x 00 00 ", random.nextInt(256), random.nextInt(256));
        add("66 83 d2 00 66 b9 e0 06 00 00 0f 30 ");
      }
      default -> apic(LVT_TIMER, 0x1_0000);
    }
  }

  /** A halt that a timer ends: TPR is low, interrupts are on. */
  private void halt() {
    apic(0x80, 0);
    apic(LVT_TIMER, PERIODIC | 0x3f);
    apic(0x380, 250_000);
    add("fb f4 ");
  }

  /** Counts, does a little, ends the interrupt where it was one of the local APIC's, returns. */
  private void handler(Guest guest, int vector) {
    int at = HANDLERS + vector * HANDLER_BYTES;
    String body = "64 fe 06 %02x 39 ".formatted(vector); // inc byte fs:[…]
    body += "66 50 ".repeat(random.nextInt(2)) + "40 48 ".repeat(random.nextInt(3));
    String end = vector >= 0x30 ? "26 66 c7 06 b0 00 00 00 00 00 " : "";
    int pushed = body.contains("66 50") ? 1 : 0;
    String back = random.nextInt(4) == 0 ? "fb cf" : "cf";
    guest.ram.write(at, bytes(body + end + "66 58 ".repeat(pushed) + back));
    guest.ram.write(vector * 4L, new byte[] {(byte) at, (byte) (at >>> 8), 0, 0});
  }
}
