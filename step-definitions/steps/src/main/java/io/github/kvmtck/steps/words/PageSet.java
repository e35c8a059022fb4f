package io.github.kvmtck.steps.words;

import java.util.BitSet;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Pages of a memory slot: {@code no page}, {@code page 3}, {@code pages 0, 2 and 5 to 9}. */
public record PageSet(BitSet pages) {
  private static final String SOME = "\\d+(?: to \\d+)?";

  public static final String REGEX = "no page|pages? " + SOME + "(?:(?:, | and )" + SOME + ")*";

  private static final Pattern ONE = Pattern.compile("(\\d+)(?: to (\\d+))?");

  /** Reads what {@link #REGEX} matches. */
  public static PageSet parse(String text) {
    BitSet pages = new BitSet();
    ONE.matcher(text)
        .results()
        .forEach(
            part -> pages.set(number(part, 1), number(part, part.group(2) == null ? 1 : 2) + 1));
    return new PageSet(pages);
  }

  private static int number(MatchResult part, int group) {
    return Integer.parseInt(part.group(group));
  }

  /** As a scenario writes it. */
  @Override
  public String toString() {
    if (pages.isEmpty()) {
      return "no page";
    }
    StringJoiner parts = new StringJoiner(", ", pages.cardinality() == 1 ? "page " : "pages ", "");
    for (int first = pages.nextSetBit(0); first >= 0; ) {
      int end = pages.nextClearBit(first);
      parts.add(end == first + 1 ? "" + first : first + " to " + (end - 1));
      first = pages.nextSetBit(end);
    }
    return parts.toString();
  }
}
