package io.github.kvmtck.reports;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How rule ids sort: by family, then by the letter before the number, then by number, then by the
 * letter behind it.
 */
public final class RuleId {

  private static final Pattern PARTS =
      Pattern.compile("([A-Z0-9-]*?)(?:-([A-Z]?))?([0-9]+)([a-z]?)");

  /** COMP-02 before COMP-06a before COMP-10 before NC-01; VTL-20 before VTL-A1. */
  public static final Comparator<String> ORDER =
      Comparator.comparing(RuleId::family)
          .thenComparing(RuleId::series)
          .thenComparing(RuleId::number)
          .thenComparing(Comparator.naturalOrder());

  private RuleId() {}

  /**
   * {@code COMP} of {@code COMP-06a}, {@code VTL} of {@code VTL-A1}; the whole text where it has no
   * number.
   */
  public static String family(String id) {
    return PARTS.matcher(id).results().findFirst().map(parts -> parts.group(1)).orElse(id);
  }

  private static String series(String id) {
    return PARTS
        .matcher(id)
        .results()
        .findFirst()
        .flatMap(parts -> Optional.ofNullable(parts.group(2)))
        .orElse("");
  }

  private static int number(String id) {
    return PARTS.matcher(id).results().findFirst().map(RuleId::number).orElse(0);
  }

  private static int number(MatchResult parts) {
    return Integer.parseInt(parts.group(3));
  }
}
