package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.Stop;
import io.github.kvmtck.x86.asm.Listing;
import io.github.kvmtck.x86.cpu.Events;
import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.Insn;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Pattern;

/** Runs cases in batches, on silicon and on the model, and gathers what differs. */
final class Differential {
  /** Differences of one form that are told whole; more only count. */
  private static final int TOLD = 3;

  private static final int PLANTED = Case.DATA + Places.DATA_WINDOW - 8;

  private final Silicon silicon;
  private final Model model;
  private final Generator generator;
  private final Map<String, Integer> differing = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private int planted;
  private long cases;
  private long faults;

  /**
   * A comparison.
   *
   * @param seed of the random cases
   * @param planted so many of the first cases start on the model with other bytes where no operand
   *     is
   * @param only a regular expression for the table lines of the forms to compare
   */
  Differential(Width width, long seed, int planted, Pattern only) {
    this.planted = planted;
    silicon = new Silicon(width);
    model = new Model(silicon);
    List<Form> forms =
        Selection.compared(width).stream()
            .filter(form -> only.matcher(form.notation()).find())
            .toList();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    generator = new Generator(silicon, random, forms);
  }

  /** Compares one more batch. */
  void batch(int count) {
    List<Insn> insns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      insns.add(generator.next(i));
    }
    silicon.execute(0, count);
    for (int i = 0; i < count; i++) {
      compare(i, insns.get(i));
    }
  }

  private void compare(int n, Insn insn) {
    Case c = silicon.record(n);
    boolean plant = planted > 0 && !Undefined.result(insn, c);
    if (plant) {
      planted--;
      c.before(PLANTED, ~c.before(PLANTED));
    }
    List<String> found = differences(c, insn);
    if (!found.isEmpty() && !plant) {
      // Where it switches tasks the kernel forgets what x87 instruction was last.
      silicon.execute(n, 1);
      found = differences(c, insn);
    }
    cases++;
    if (c.after(Case.VECTOR) != Events.NONE) {
      faults++;
    }
    if (!found.isEmpty()) {
      String notation = insn.form().notation();
      if (differing.merge(notation, 1, Integer::sum) <= TOLD) {
        told.add(describe(c, insn, n) + "\n  " + String.join("\n  ", found));
      }
    }
  }

  private List<String> differences(Case c, Insn insn) {
    Stop stop = model.execute(c);
    return Comparison.differences(model, c, insn, stop);
  }

  private String describe(Case c, Insn insn, int n) {
    byte[] code = new byte[insn.length()];
    long slot = silicon.places().slot(n);
    for (int i = 0; i < code.length; i++) {
      code[i] = (byte) (silicon.get(slot + (i & ~7)) >>> 8 * (i & 7));
    }
    StringBuilder text = new StringBuilder(insn.form().notation());
    int bits = silicon.width().bits();
    text.append("\n  ").append(Listing.first(code, c.before(Case.CODE), bits).text());
    text.append("   ").append(HexFormat.ofDelimiter(" ").formatHex(code)).append("\n  ");
    for (int i = 0; i < 16; i++) {
      text.append("%x ".formatted(c.before(8 * i)));
    }
    text.append("flags %x".formatted(c.before(Case.FLAGS)));
    text.append(
        "\n  fcw %x fsw %x ftw %x"
            .formatted(c.wordBefore(Case.FX), c.wordBefore(Case.FSW), c.wordBefore(Case.FTW)));
    for (int i = 0; i < 8; i++) {
      text.append(
          " %04x.%016x".formatted(c.wordBefore(Case.ST + 16 * i + 8), c.before(Case.ST + 16 * i)));
    }
    return text.toString();
  }

  long cases() {
    return cases;
  }

  long faults() {
    return faults;
  }

  long differences() {
    return differing.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** How often each form differed, by its line in the table. */
  Map<String, Integer> differing() {
    return differing;
  }

  /** Some of the cases that differ: instruction, state before, differences. */
  List<String> told() {
    return told;
  }
}
