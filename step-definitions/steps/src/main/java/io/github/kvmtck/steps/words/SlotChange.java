package io.github.kvmtck.steps.words;

import io.github.kvmtck.api.uapi.Memslots;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One change of a memory slot, as in {@code create a slot 2 of 1 page at 0x20000 filled with 0x22
 * but flags=0x10}.
 *
 * @param but fields of the argument that are not what the change needs
 */
public record SlotChange(Kind kind, Map<String, BigInteger> but) {
  private static final Pattern BUT = Pattern.compile("(.*?)(?: but (" + Assignments.REGEX + "))?");

  /** What changes. Slots go by their slot word. */
  public sealed interface Kind {}

  /** The slot goes. */
  public record Delete(int slot) implements Kind {}

  /**
   * There is a new slot.
   *
   * @param fill the first bytes of each page of new host memory
   * @param over a slot whose host memory it uses instead, from an offset
   */
  public record Create(SlotPhrase slot, Optional<Data> fill, Optional<Over> over) implements Kind {}

  /** Host memory of another slot, from an offset in bytes. */
  public record Over(int slot, long offset) {}

  /** The slot lies elsewhere in the guest. */
  public record Move(int slot, long gpa) implements Kind {}

  /** The slot has this flag, or has it no more. */
  public record Flag(int slot, int flag, boolean on) implements Kind {}

  /** The slot keeps its first pages, and another has the rest. */
  public record Split(int slot, long pages, int other) implements Kind {}

  /** The slot has the other's pages too. */
  public record Merge(int slot, int other) implements Kind {}

  /** The slot has more pages, or fewer. */
  public record Resize(int slot, long pages, boolean grows) implements Kind {}

  private record Form(Pattern pattern, Function<MatchResult, Kind> reading) {
    static Form of(String regex, Function<MatchResult, Kind> reading) {
      return new Form(Pattern.compile(regex), reading);
    }
  }

  private static final String NUMBER = "(" + Numbers.REGEX + ")";

  private static final List<Form> FORMS =
      List.of(
          Form.of("delete slot " + NUMBER, m -> new Delete(integer(m, 1))),
          Form.of(
              "create ("
                  + SlotPhrase.REGEX
                  + ")(?: filled with ("
                  + Data.REGEX
                  + "))?(?: over the host memory of slot "
                  + NUMBER
                  + " from "
                  + NUMBER
                  + ")?",
              SlotChange::create),
          Form.of(
              "move slot " + NUMBER + " to " + NUMBER,
              m -> new Move(integer(m, 1), Numbers.of(m.group(2)))),
          Form.of(
              "(stop logging|log) slot " + NUMBER,
              m ->
                  new Flag(
                      integer(m, 2), Memslots.KVM_MEM_LOG_DIRTY_PAGES, m.group(1).equals("log"))),
          Form.of(
              "make slot " + NUMBER + " (read-only|writable)",
              m ->
                  new Flag(
                      integer(m, 1), Memslots.KVM_MEM_READONLY, m.group(2).equals("read-only"))),
          Form.of(
              "split slot " + NUMBER + " after " + NUMBER + " pages? into slot " + NUMBER,
              m -> new Split(integer(m, 1), Numbers.of(m.group(2)), integer(m, 3))),
          Form.of(
              "merge slot " + NUMBER + " with slot " + NUMBER,
              m -> new Merge(integer(m, 1), integer(m, 2))),
          Form.of(
              "(grow|truncate) slot " + NUMBER + " to " + NUMBER + " pages?",
              m -> new Resize(integer(m, 2), Numbers.of(m.group(3)), m.group(1).equals("grow"))));

  /**
   * Reads one line of a table.
   *
   * @throws IllegalArgumentException where it names no change: the scenario is wrong
   */
  public static SlotChange parse(String text) {
    Matcher parts = BUT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text + " is no change of a slot");
    }
    String but = parts.group(2);
    return new SlotChange(
        kind(parts.group(1)), but == null ? Map.of() : Assignments.parse(but).values());
  }

  private static Kind kind(String text) {
    for (Form form : FORMS) {
      Matcher matcher = form.pattern().matcher(text);
      if (matcher.matches()) {
        return form.reading().apply(matcher);
      }
    }
    throw new IllegalArgumentException(text + " is no change of a slot");
  }

  private static Kind create(MatchResult match) {
    Optional<Over> over =
        match.group(3) == null
            ? Optional.empty()
            : Optional.of(new Over(integer(match, 3), Numbers.of(match.group(4))));
    return new Create(
        SlotPhrase.parse(match.group(1)),
        Optional.ofNullable(match.group(2)).map(Data::parse),
        over);
  }

  private static int integer(MatchResult match, int group) {
    return (int) Numbers.of(match.group(group));
  }
}
