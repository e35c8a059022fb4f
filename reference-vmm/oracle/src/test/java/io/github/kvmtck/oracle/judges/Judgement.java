package io.github.kvmtck.oracle.judges;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The model's outcome beside another judge's.
 *
 * @param again asks the model once more
 */
record Judgement(
    Situation situation,
    Outcome model,
    String judge,
    Outcome other,
    Function<Situation, Outcome> again) {

  List<String> differences() {
    return model.differences(other, UndefinedFlags.of(situation));
  }

  boolean agree() {
    return differences().isEmpty();
  }

  /** Whether only these registers differ; those whose name ends so, where it begins with a dot. */
  boolean onlyDiffers(String... registers) {
    return differences().stream()
        .map(text -> text.substring(0, text.indexOf(' ')))
        .allMatch(name ->
            Arrays.stream(registers)
                .anyMatch(r -> r.startsWith(".") ? name.endsWith(r) : name.equals(r)));
  }

  boolean onlyDiffersInMemory() {
    return differences().stream().allMatch(text -> text.startsWith("["));
  }

  /** Whether nothing else differs than types of descriptors. */
  boolean onlyDiffersInTables() {
    return onlyDiffersInMemory()
        && differences().stream()
            .map(text -> Integer.parseInt(text.substring(1, text.indexOf(']')), 16))
            .allMatch(at -> at > Space.GDT && at < Space.IDT && at % 8 == 5);
  }

  /** Whether registers only differ, and only in some bits. */
  boolean onlyDiffersBy(long bits) {
    return differences().stream()
        .map(text -> text.substring(0, text.indexOf(' ')))
        .allMatch(name -> !name.startsWith("[") && (difference(name) & ~bits) == 0);
  }

  /** Bits in which a register differs. */
  long difference(String register) {
    return model.values().getOrDefault(register, 0L) ^ other.values().getOrDefault(register, 0L);
  }

  /** What there is to judge had the model been in another situation. */
  Judgement as(UnaryOperator<Situation> change) {
    Situation changed = change.apply(situation);
    return with(again.apply(changed));
  }

  Judgement with(Outcome outcome) {
    return new Judgement(situation, outcome, judge, other, again);
  }

  @Override
  public String toString() {
    return situation + "\n  model against " + judge + ": " + String.join(", ", differences());
  }
}
