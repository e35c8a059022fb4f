package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.catalogue.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No rule is forgotten: each id of the list has its disposition in the catalogue. */
class IdsTest {

  /** Families that only a VMM keeps or breaks: they come with the monitors that judge one. */
  private static final Set<String> OF_A_VMM = Set.of("QACC", "SAVE", "TRACE");

  private final List<String> ids = ids();
  private final List<String> catalogue = TheSuite.catalogue().rules().map(Rule::id).toList();

  @Test
  void everyIdIsDisposedOf() {
    assertThat(catalogue)
        .containsAll(ids.stream().filter(id -> !OF_A_VMM.contains(RuleId.family(id))).toList());
  }

  @Test
  void theCatalogueHasNoIdOfItsOwn() {
    assertThat(ids).doesNotHaveDuplicates().containsAll(catalogue);
  }

  private static List<String> ids() {
    try (InputStream in = IdsTest.class.getResourceAsStream("ids.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
