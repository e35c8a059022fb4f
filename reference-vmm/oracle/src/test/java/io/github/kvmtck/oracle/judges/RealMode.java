package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.oracle.Edges;
import io.github.kvmtck.oracle.Encoding;
import io.github.kvmtck.x86.asm.Listing;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Random situations of real mode. */
final class RealMode {
  /** Random bytes before an operand's address. */
  private static final int BEFORE = 8;

  private static final int[] SELECTORS = {0x3000, 0x1000, 0x4000, 0x2000, 0x5000, 0x6000};

  private static final int ES = 0;
  private static final int SS = 2;
  private static final int DS = 3;
  private static final int MEMORY = 0x11_0000;

  private final RandomGenerator random;
  private final Setting setting = setting();
  private final Encoding encoding;
  private final List<Form> forms;

  RealMode(RandomGenerator random) {
    this.random = random;
    encoding = new Encoding(random, 16);
    forms = Isa.all().stream().filter(RealMode::asked).toList();
  }

  private static boolean asked(Form form) {
    boolean only64 =
        List.of(Attribute.X64, Attribute.O64, Attribute.A64).stream().anyMatch(form::has);
    return !only64 && !Subjects.vector(form) && !Subjects.LEFT_OUT.contains(form.mnemonic());
  }

  Situation next() {
    while (true) {
      Form form = forms.get(random.nextInt(forms.size()));
      Insn insn = encoding.encode(form);
      if (insn != null && Subjects.defined(insn)) {
        return situation(insn, encoding.bytes());
      }
    }
  }

  private Situation situation(Insn insn, byte[] code) {
    long[] registers = new long[16];
    for (int i = 0; i < 8; i++) {
      long value = Edges.next(random, 32);
      registers[i] = random.nextInt(4) == 0 ? value : value & 0xffff;
    }
    registers[Gpr.RSP] =
        random.nextInt(16) == 0 ? registers[Gpr.RSP] : 0x100 + random.nextInt(0xf000);
    if (insn.repeat() != 0) {
      registers[Gpr.RCX] = random.nextInt(6);
    }
    if (insn.form().mnemonic().startsWith("SH") && insn.form().operands().size() == 3) {
      registers[Gpr.RCX] &= ~0x10;
    }
    if (insn.form().mnemonic().endsWith("MSR")) {
      // Neither the time nor KVM's own of the first numbers.
      registers[Gpr.RCX] |= 0x20;
    }
    long flags = 2 | random.nextInt() & (Flags.ARITHMETIC | Flags.DF | Flags.IF);
    int ip = 0x100 + random.nextInt(0xf000);
    List<Patch> patches = new ArrayList<>();
    at(patches, insn.memory() ? insn.segment() : DS, address(insn, registers));
    at(patches, DS, registers[Gpr.RSI]);
    at(patches, ES, registers[Gpr.RDI]);
    at(patches, SS, registers[Gpr.RSP]);
    boolean flagged = Set.of("POPF", "POPFD", "IRET", "IRETD").contains(insn.form().mnemonic());
    if (flagged && !patches.isEmpty()) {
      withoutTrap(patches.getLast().bytes());
    }
    patches.add(new Patch(SELECTORS[Situation.CS] * 16 + ip, code));
    String text = Listing.first(code, ip, 16).text();
    return new Situation(
        setting,
        text,
        insn.form().notation(),
        code,
        registers,
        flags,
        ip,
        address(insn, registers),
        patches);
  }

  private static long address(Insn insn, long[] registers) {
    if (!insn.memory()) {
      return 0;
    }
    long base = insn.base() < 8 ? registers[insn.base()] : 0;
    long index = insn.index() < 8 ? registers[insn.index()] << insn.scale() : 0;
    return base + index + insn.displacement() & insn.addressMask();
  }

  /** Random bytes around an operand. */
  private void at(List<Patch> patches, int segment, long offset) {
    if (segment < 0 || segment >= SELECTORS.length || offset < 16 || offset > 0xffe0) {
      return;
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    patches.add(new Patch(SELECTORS[segment] * 16 + (int) offset - BEFORE, bytes));
  }

  /** The trap of a TF that was popped would come after the HLT: words 0, 2 and 4 may be flags. */
  private static void withoutTrap(byte[] stack) {
    for (int flags : new int[] {0, 4, 8}) {
      stack[BEFORE + flags + 1] &= ~1;
    }
  }

  /** As after a reset, with a vector table that leads to a HLT for each vector. */
  private static Setting setting() {
    byte[] image = new byte[MEMORY];
    Arrays.fill(image, Situation.HLT);
    for (int vector = 0; vector < 256; vector++) {
      int offset = vector * Space.HANDLER;
      image[4 * vector] = (byte) offset;
      image[4 * vector + 1] = (byte) (offset >> 8);
      image[4 * vector + 2] = (byte) (Space.HANDLERS >> 4);
      image[4 * vector + 3] = (byte) (Space.HANDLERS >> 12);
    }
    Map<String, Segment> segments = new TreeMap<>();
    for (int i = 0; i < SELECTORS.length; i++) {
      segments.put(Situation.SEGMENTS.get(i), Segment.realMode(SELECTORS[i]));
    }
    Map<String, Long> registers = new TreeMap<>();
    registers.put("cr0", 0x6000_0010L);
    registers.put("gdt.base", 0L);
    registers.put("gdt.limit", 0xffffL);
    registers.put("idt.base", 0L);
    registers.put("idt.limit", 0xffffL);
    return new Setting("REAL", 16, segments, registers, 0x400, image);
  }
}
