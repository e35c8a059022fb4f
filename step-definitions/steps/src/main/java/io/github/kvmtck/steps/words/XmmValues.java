package io.github.kvmtck.steps.words;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code 0x11, 0x22, 0x33, 0x44, 0x55 and 0x66}: the low halves of XMM0 to XMM5. */
public record XmmValues(List<Long> low) {
  /** HV_HYPERCALL_MAX_XMM_REGISTERS. */
  public static final int COUNT = 6;

  public static final String REGEX =
      Numbers.REGEX + "(?:, " + Numbers.REGEX + "){4} and " + Numbers.REGEX;

  private static final Pattern ONE = Pattern.compile(Numbers.REGEX);

  public XmmValues {
    low = List.copyOf(low);
  }

  /** Reads what {@link #REGEX} matches. */
  public static XmmValues parse(String text) {
    return new XmmValues(
        ONE.matcher(text).results().map(match -> Numbers.of(match.group())).toList());
  }

  @Override
  public String toString() {
    return low.stream().map(Numbers::show).collect(Collectors.joining(", "));
  }
}
