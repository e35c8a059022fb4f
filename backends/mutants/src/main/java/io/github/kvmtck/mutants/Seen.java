package io.github.kvmtck.mutants;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a scenario says that it was not as it should be: {@code expected: …}, {@code observed: …} on
 * two lines.
 *
 * @param expected a regular expression: what the first line begins with
 * @param observed the same of the second line
 */
public record Seen(String expected, String observed) {
  private static final Pattern SIGNS =
      Pattern.compile(
          "\\\\(?<escaped>[^a-zA-Z])"
              + "|\\\\b"
              + "|(?<number>\\\\d\\+?|\\[0-9A?-?F?]\\+?(?:\\{\\d\\})?)"
              + "|\\[(?<one>[^]]*)]"
              + "|(?<any>\\.\\*)"
              + "|(?<or>\\|)"
              + "|\\(\\?:(?<optional>[^()|]*)\\)\\?|\\((?<also>[^?()|]*)\\)\\?"
              + "|\\(\\?:"
              + "|\\?|(?<=[0-9a-z])\\*");

  /** Found in the message of such a failure. */
  String pattern() {
    return "expected: (?:" + expected + ").*\\R\\s*observed: (?:" + observed + ")";
  }

  /** For a person: the expressions without their signs. */
  @Override
  public String toString() {
    return "expected " + plain(expected) + "; observed " + plain(observed);
  }

  private static String plain(String expression) {
    return SIGNS.matcher(expression).replaceAll(found -> Matcher.quoteReplacement(word(found)));
  }

  private static String word(MatchResult sign) {
    if (sign.group("escaped") != null) {
      return sign.group("escaped");
    }
    if (sign.group("number") != null) {
      return "N";
    }
    if (sign.group("one") != null) {
      String ranges = sign.group("one").replaceAll("(.)-(.)", "$1…$2");
      return String.join(" or ", ranges.split("(?<=[^…])(?=[^…])", -1));
    }
    if (sign.group("any") != null) {
      return "…";
    }
    if (sign.group("or") != null) {
      return " or ";
    }
    return sign.group().equals("(?:") ? "(" : "";
  }
}
