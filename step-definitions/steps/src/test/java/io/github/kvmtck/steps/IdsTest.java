package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.catalogue.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** No rule is forgotten: each id of the list has its disposition in the catalogue. */
class IdsTest {

  private final List<String> ids = ids();
  private final List<String> catalogue = TheSuite.catalogue().rules().map(Rule::id).toList();

  @Test
  void everyIdIsDisposedOf() {
    assertThat(catalogue).containsAll(ids);
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
