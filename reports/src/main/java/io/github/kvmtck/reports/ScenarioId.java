package io.github.kvmtck.reports;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** The id of a scenario: the same from run to run and from machine to machine. */
public final class ScenarioId {

  private ScenarioId() {}

  /**
   * Rule id, a slug of the name, and for a row of an Examples table a slug of its cells: {@code
   * COMP-15/string-in-is-split-at-a-page@insb-5}. A row is named by what stands in it, so that
   * adding a row above it does not rename it; what stands in it twice names it once.
   *
   * @param cells the cells of the row; empty for a plain scenario
   */
  public static String of(String rule, String name, List<String> cells) {
    String row = cells.isEmpty() ? "" : "@" + slug(String.join(" ", new LinkedHashSet<>(cells)));
    return rule + "/" + slug(name) + row;
  }

  /** Lower-case ASCII letters and digits, everything else one hyphen. */
  static String slug(String text) {
    String ascii = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
    return ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
