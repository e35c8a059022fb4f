package io.github.kvmtck.reports;

import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How rule ids sort: by family, then by number, then by letter. */
public final class RuleId {

  private static final Pattern PARTS = Pattern.compile("([A-Z0-9-]*?)-?([0-9]+)([a-z]?)");

  /** COMP-02 before COMP-06a before COMP-06b before COMP-10 before NC-01. */
  public static final Comparator<String> ORDER =
      Comparator.comparing(RuleId::family)
          .thenComparing(RuleId::number)
          .thenComparing(Comparator.naturalOrder());

  private RuleId() {}

  /** {@code COMP} of {@code COMP-06a}; the whole text where it has no number. */
  public static String family(String id) {
    return PARTS.matcher(id).results().findFirst().map(parts -> parts.group(1)).orElse(id);
  }

  private static int number(String id) {
    return PARTS.matcher(id).results().findFirst().map(RuleId::number).orElse(0);
  }

  private static int number(MatchResult parts) {
    return Integer.parseInt(parts.group(2));
  }
}
