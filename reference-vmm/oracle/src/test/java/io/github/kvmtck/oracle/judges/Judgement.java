package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /** IOPL, NT, and what is reserved. */
  private static final long USER = 0x7000 | ~Flags.ALL;

  /** Vectors that push an error code. */
  private static final Set<Integer> CODED = Set.of(8, 10, 11, 12, 13, 14, 17);

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
        .allMatch(
            name -> !name.startsWith("[") && (difference(name) & ~bits & ~undefined(name)) == 0);
  }

  /** The same, where accessed and dirty bits of the page tables are as the other has them. */
  Judgement withoutAccessed() {
    int end = Space.TABLES + 4 * 0x1000;
    return with(model.like(situation, other, at -> at >= Space.TABLES && at < end ? 0x60 : 0));
  }

  /**
   * The same, IOPL, NT and reserved flags as the other has them in RFLAGS and in what is pushed.
   */
  Judgement withoutUserFlags() {
    int flags = stack() + (CODED.contains(model.vector()) ? 24 : 16);
    Outcome pushed =
        model.like(
            situation,
            other,
            at -> at >= flags && at < flags + 8 ? (int) (USER >>> 8 * (at - flags)) & 0xff : 0);
    Map<String, Long> values = new TreeMap<>(pushed.values());
    values.computeIfPresent("rflags", (name, mine) -> mine ^ difference(name) & USER);
    return with(new Outcome("", values, pushed.memory()));
  }

  private int stack() {
    return (int)
        (model.values().getOrDefault("ss.base", 0L) + model.values().getOrDefault("rsp", 0L));
  }

  /** Whether of memory only the byte at an offset from the stack pointer differs, in some bits. */
  boolean differsAtStack(int offset, int bits) {
    return atStack(offset, bits).differences().stream().noneMatch(text -> text.startsWith("["));
  }

  /** The same, some bits of the byte at an offset from the stack pointer as the other has them. */
  Judgement atStack(int offset, int bits) {
    return with(model.like(situation, other, at -> at == stack() + offset ? bits : 0));
  }

  private long undefined(String register) {
    return register.equals("rflags") ? UndefinedFlags.of(situation) : 0;
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

  /** What there is to judge in another situation. */
  Judgement supposing(Situation other) {
    return new Judgement(other, again.apply(other), judge, this.other, again);
  }

  Judgement with(Outcome outcome) {
    return new Judgement(situation, outcome, judge, other, again);
  }

  @Override
  public String toString() {
    return situation + "\n  model against " + judge + ": " + String.join(", ", differences());
  }
}
