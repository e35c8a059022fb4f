package io.github.kvmtck.steps.words;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code RAX=0x11, RCX=5 and RDX=0x10}: numbers to put somewhere, by name. */
public record Assignments(Map<String, BigInteger> values) {
  private static final String ONE = "[A-Za-z][A-Za-z0-9_.]*=" + Numbers.REGEX;

  public static final String REGEX = ONE + "(?:(?:, | and )" + ONE + ")*";

  private static final Pattern EACH =
      Pattern.compile("([A-Za-z][A-Za-z0-9_.]*)=(" + Numbers.REGEX + ")");

  /** Reads what {@link #REGEX} matches. */
  public static Assignments parse(String text) {
    Map<String, BigInteger> values = new LinkedHashMap<>();
    EACH.matcher(text)
        .results()
        .forEach(match -> values.put(match.group(1), Numbers.big(match.group(2))));
    return new Assignments(values);
  }
}
