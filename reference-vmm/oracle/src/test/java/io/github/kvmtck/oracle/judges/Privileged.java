package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.oracle.Encoding;
import io.github.kvmtck.x86.asm.Listing;
import io.github.kvmtck.x86.cpu.Control;
import io.github.kvmtck.x86.cpu.Flags;
import io.github.kvmtck.x86.isa.Attribute;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random situations at CPL 0 of a mode, every second one of an instruction about the system. */
final class Privileged {
  private final RandomGenerator random;
  private final Ring ring;
  private final Setting setting;
  private final Encoding encoding;
  private final List<Form> forms;
  private final List<Form> system;

  Privileged(RandomGenerator random, Ring ring) {
    this.random = random;
    this.ring = ring;
    setting = ring.setting();
    encoding = new Encoding(random, setting.bits());
    forms = Isa.all().stream().filter(this::asked).toList();
    system =
        forms.stream()
            .filter(form -> Subjects.SYSTEM.contains(form.mnemonic()) || Subjects.selector(form))
            .toList();
  }

  private boolean asked(Form form) {
    Attribute elsewhere = setting.bits() == 64 ? Attribute.I64 : Attribute.X64;
    return !form.has(elsewhere)
        && !Subjects.vector(form)
        && !Subjects.LEFT_OUT.contains(form.mnemonic());
  }

  Situation next() {
    while (true) {
      List<Form> from = random.nextBoolean() ? forms : system;
      Insn insn = encoding.encode(from.get(random.nextInt(from.size())));
      if (insn != null && Subjects.defined(insn)) {
        return situation(insn);
      }
    }
  }

  private Situation situation(Insn insn) {
    Setting varied = varied(insn);
    Zoo zoo = new Zoo(random, varied);
    Draft draft = new Draft(random, varied);
    List<Patch> patches = new ArrayList<>(zoo.patches());
    if (setting.paging()) {
      patches.add(pages());
    }
    Insn placed = new Preparation(random, varied, zoo, draft, encoding).prepare(insn);
    patches.addAll(draft.patches());
    gate(placed, zoo, patches);
    byte[] code = encoding.bytes();
    patches.add(new Patch((int) draft.linear(Situation.CS, draft.ip), code));
    return new Situation(
        varied,
        Listing.first(code, draft.ip, setting.bits()).text(),
        placed.form().notation(),
        code,
        draft.registers,
        flags(),
        draft.ip,
        placed.memory() ? draft.address(placed) : 0,
        patches);
  }

  private long flags() {
    long flags = random.nextInt() & (Flags.ARITHMETIC | Flags.DF | Flags.IF | 3 << 12);
    return 2
        | flags
        | (random.nextInt(8) == 0 ? Flags.NT : 0)
        | (random.nextInt(4) == 0 ? Flags.AC : 0);
  }

  private Setting varied(Insn insn) {
    long cr0 = setting.get("cr0");
    cr0 |= random.nextBoolean() && setting.paging() ? Control.CR0_WP : 0;
    cr0 |= random.nextInt(8) == 0 ? Control.CR0_TS : 0;
    cr0 |= random.nextInt(8) == 0 ? Control.CR0_EM : 0;
    cr0 |= random.nextInt(2) == 0 ? Control.CR0_MP : 0;
    long cr4 = setting.get("cr4");
    cr4 |= random.nextInt(2) == 0 ? Control.CR4_DE : 0;
    cr4 |= random.nextInt(4) == 0 ? Control.CR4_TSD : 0;
    // Where EFER.NXE is clear, bit 63 is reserved.
    long efer = setting.get("efer") & (random.nextInt(8) == 0 ? ~Control.EFER_NXE : -1);
    boolean debug = insn.form().mnemonic().equals("MOV") && random.nextInt(6) == 0;
    return setting
        .with("efer", efer)
        .with("cr0", cr0)
        .with("cr4", cr4)
        .withDr7(debug ? 0x2400 : 0x400);
  }

  /** The gate of a software interrupt is of any kind. */
  private void gate(Insn insn, Zoo zoo, List<Patch> patches) {
    int vector =
        switch (insn.form().mnemonic()) {
          case "INT" -> (int) insn.immediate() & 0xff;
          case "INT3" -> 3;
          case "INTO" -> 4;
          default -> -1;
        };
    if (vector < 0 || random.nextInt(3) == 0) {
      return;
    }
    int size = setting.longMode() ? 16 : 8;
    byte[] bytes = new byte[size];
    Entry.put(bytes, 0, zoo.gate(5, 6, 7, 14, 15, 14, 15, 14, 15, 12));
    patches.add(new Patch(Space.IDT + size * vector, bytes));
  }

  /** Rights of the pages that are there for that. */
  private Patch pages() {
    int size = ring.pageEntry();
    byte[] entries = new byte[16 * size];
    for (int i = 0; i < 16; i++) {
      long rights = random.nextInt(8) > 0 ? 1 : 0;
      rights |= random.nextInt() & 0x66;
      long entry = Space.PAGES + 0x1000L * i | rights;
      entry |= size == 8 && random.nextInt(4) == 0 ? 1L << 63 : 0;
      for (int k = 0; k < size; k++) {
        entries[size * i + k] = (byte) (entry >> 8 * k);
      }
    }
    return new Patch(ring.pageEntry(Space.PAGES), entries);
  }
}
