package io.github.kvmtck.x86;

import java.util.List;
import java.util.Random;

/**
 * A program with loops, calls, and everything that compiled code treats apart: skipped
 * instructions, the stack, accesses that cross pages or meet a device, actions, faults, and stores
 * into code. Its outer loop ends, so it does, unless a fault or a patch has it otherwise.
 */
final class RandomProgram {
  private static final String SPLIT = ",";
  private static final String CONDITIONS = "o,no,b,ae,e,ne,be,a,s,ns,p,np,l,ge,le,g";
  private static final int DATA = 0x20000;

  private final Random random;
  private final int bits;
  private final StringBuilder source = new StringBuilder();
  private int labels;
  private int patches;

  private RandomProgram(Random random, int bits) {
    this.random = random;
    this.bits = bits;
  }

  /** The source of a program for code of some width, at {@link Machine#CODE}. */
  static String of(Random random, int bits) {
    RandomProgram program = new RandomProgram(random, bits);
    program.main();
    return program.source.toString();
  }

  private void main() {
    String outer = wide("di");
    line("mov " + outer + ", " + (10 + random.nextInt(40)));
    label("outer");
    body(2 + random.nextInt(8));
    line("mov " + wide("si") + ", " + (2 + random.nextInt(12)));
    label("inner");
    body(1 + random.nextInt(6));
    line("dec " + wide("si"));
    line("jnz inner");
    if (random.nextBoolean()) {
      line("call sub");
    }
    body(random.nextInt(4));
    line("dec " + outer);
    line(bits == 64 ? "jnz outer" : random.nextBoolean() ? "jnz outer" : "jne outer");
    line("hlt");
    label("sub");
    body(1 + random.nextInt(5));
    if (random.nextInt(4) == 0) {
      line("mov " + wide("cx") + ", 3");
      label("turn");
      body(2);
      line("loop turn");
    }
    line("ret");
  }

  private void body(int count) {
    for (int i = 0; i < count; i++) {
      int kind = random.nextInt(32);
      if (kind < 13) {
        arithmetic();
      } else if (kind < 19) {
        memory();
      } else if (kind < 22) {
        line("push " + wide(register()));
        arithmetic();
        line("pop " + wide(register()));
      } else if (kind < 26) {
        String over = "l" + labels++;
        line("j" + pick(CONDITIONS) + " " + over);
        arithmetic();
        label(over);
      } else if (kind < 29) {
        action();
      } else if (kind == 29) {
        patch();
      } else {
        line("lea " + wide(register()) + ", [" + wide("bx") + "+" + wide("si") + "+5]");
      }
    }
  }

  private void arithmetic() {
    String size = pick("8,16,32" + (bits == 64 ? ",64" : ""));
    String a = sized(register(), size);
    String b = random.nextBoolean() ? sized(register(), size) : "" + random.nextInt(128);
    switch (random.nextInt(6)) {
      case 0 -> line(pick("inc,dec,neg,not") + " " + a);
      case 1 -> line(pick("shl,shr,sar,rol,ror,rcl,rcr") + " " + a + ", " + random.nextInt(9));
      case 2 -> line("imul " + wide(register()) + ", " + wide(register()));
      case 3 -> line("movzx " + wide(register()) + ", " + sized(register(), "8"));
      default -> line(pick("add,or,adc,sbb,and,sub,xor,cmp,test,mov") + " " + a + ", " + b);
    }
  }

  /** Sixteen-bit code has addresses of 16 bits, below 64 KiB; others reach pages and a device. */
  private void memory() {
    String size = pick("8,16,32" + (bits == 64 ? ",64" : ""));
    String value = sized(register(), size);
    String pointer = wide("bx");
    int mask = random.nextInt(8) == 0 ? 0x1fff : 0xff8;
    line("mov " + pointer + ", " + wide(register()));
    line("and " + pointer + ", " + mask);
    String at = "[" + pointer + "+" + (bits == 16 ? 0x4000 : DATA) + "]";
    if (random.nextInt(40) == 0 && bits != 16) {
      at = "[" + pointer + "+0x200000]";
    }
    switch (random.nextInt(4)) {
      case 0 -> line("mov " + at + ", " + value);
      case 1 -> line(pick("add,or,sub,xor,cmp") + " " + at + ", " + value);
      default -> line(pick("mov,add,adc,cmp,xor") + " " + value + ", " + at);
    }
  }

  private void action() {
    String a = wide(register());
    switch (random.nextInt(9)) {
      case 0 -> line("cmov" + pick(CONDITIONS) + " " + a + ", " + wide(register()));
      case 1 -> line("set" + pick(CONDITIONS) + " " + sized(register(), "8"));
      case 2 -> line("xchg " + a + ", " + wide(register()));
      case 3 -> line("mul " + wide(register()));
      case 4 -> line("div " + wide(register()));
      case 5 -> line("bsf " + a + ", " + wide(register()));
      case 6 -> line("cpuid");
      case 7 -> line(bits == 64 ? "cld" : "lahf");
      default -> line("bts " + a + ", 3");
    }
  }

  /** Changes the immediate of an instruction, or its operation, before or behind it. */
  private void patch() {
    String place = "patch" + patches++;
    String change = pick("inc,not,dec") + " byte ptr [" + place + "+1]";
    String other = "xor byte ptr [" + place + "], 8";
    boolean before = random.nextBoolean();
    if (before) {
      line(random.nextBoolean() ? change : other);
    }
    label(place);
    line("add al, 5");
    if (!before) {
      line(random.nextBoolean() ? change : other);
    }
  }

  private String pick(String words) {
    List<String> all = List.of(words.split(SPLIT, -1));
    return all.get(random.nextInt(all.size()));
  }

  private String register() {
    return pick("ax,cx,dx,bp" + (bits == 64 ? ",r8,r9,r15" : ""));
  }

  private String wide(String name) {
    return sized(name, "" + bits);
  }

  private String sized(String name, String size) {
    boolean numbered = name.startsWith("r");
    return switch (size) {
      case "8" ->
          numbered
              ? name + "b"
              : name.equals("bp") ? (bits == 64 ? "bpl" : "dh") : name.charAt(0) + "l";
      case "16" -> numbered ? name + "w" : name;
      case "32" -> numbered ? name + "d" : "e" + name;
      default -> numbered ? name : "r" + name;
    };
  }

  private void label(String name) {
    source.append(name).append(":\n");
  }

  private void line(String text) {
    source.append("  ").append(text).append('\n');
  }
}
