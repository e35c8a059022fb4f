package io.github.kvmtck.reports.expected;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Kernel releases: bounds that all hold, as in {@code >=6.1 <=6.12}.
 *
 * <p>A bound compares as many numbers as it writes, so that {@code <=6.12} has every 6.12.y.
 */
public record Releases(List<Bound> bounds) {
  private static final Pattern BOUND = Pattern.compile("(<=|>=|<|>)(\\d{1,4}(?:\\.\\d{1,4}){0,2})");
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,4}){1,2}).*");

  /**
   * One side of a range.
   *
   * @param relation one of {@code <=}, {@code >=}, {@code <} and {@code >}
   * @param numbers of the release, the major one first
   */
  public record Bound(String relation, List<Integer> numbers) {
    public Bound {
      numbers = List.copyOf(numbers);
    }

    private boolean has(List<Integer> release) {
      int compared = 0;
      for (int i = 0; i < numbers.size() && compared == 0; i++) {
        // 6.12 is what its own 6.12.0 is called by uname.
        int number = i < release.size() ? release.get(i) : 0;
        compared = Integer.compare(number, numbers.get(i));
      }
      return switch (relation) {
        case "<=" -> compared <= 0;
        case ">=" -> compared >= 0;
        case "<" -> compared < 0;
        default -> compared > 0;
      };
    }
  }

  public Releases {
    bounds = List.copyOf(bounds);
  }

  /**
   * Reads bounds with spaces between them.
   *
   * @throws IllegalArgumentException where they are written otherwise
   */
  public static Releases parse(String text) {
    return new Releases(Arrays.stream(text.split(" ", -1)).map(Releases::bound).toList());
  }

  /**
   * Whether a release is one of them; never where it does not begin with numbers.
   *
   * @param release as {@code uname -r} prints it
   */
  public boolean has(String release) {
    Matcher matcher = RELEASE.matcher(release);
    return matcher.matches()
        && bounds.stream().allMatch(bound -> bound.has(numbers(matcher.group(1))));
  }

  private static Bound bound(String text) {
    Matcher matcher = BOUND.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text + " is no bound like <=6.12");
    }
    return new Bound(matcher.group(1), numbers(matcher.group(2)));
  }

  private static List<Integer> numbers(String text) {
    return Stream.of(text.split("\\.", -1)).map(Integer::valueOf).toList();
  }
}
