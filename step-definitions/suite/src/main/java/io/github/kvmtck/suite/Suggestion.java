package io.github.kvmtck.suite;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a user may have meant. */
public final class Suggestion {
  private static final int TYPOS = 3;
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Suggestion() {}

  /** {@code "; did you mean X?"} for the nearest name, or a full stop where none is near. */
  public static String of(String given, Collection<String> names) {
    return nearest(given, names).map(name -> "; did you mean " + name + "?").orElse(".");
  }

  /** The nearest name, where one is near. */
  public static Optional<String> nearest(String given, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparing((String name) -> DISTANCE.apply(lower(given), lower(name)))
                .thenComparing(n -> n))
        .filter(name ->
            DISTANCE.apply(lower(given), lower(name)) <= Math.min(TYPOS, given.length() / 2));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
