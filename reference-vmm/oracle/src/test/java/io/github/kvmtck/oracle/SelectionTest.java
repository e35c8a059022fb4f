package io.github.kvmtck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No form of the table is left out of the comparison by accident. */
class SelectionTest {
  @Test
  void everyFormIsComparedOrHasAReason() {
    Set<Form> compared = Set.copyOf(Selection.compared());
    assertThat(Isa.all())
        .allMatch(form -> compared.contains(form) == Selection.reason(form).isEmpty());
    assertThat(compared).hasSizeGreaterThan(300);
  }

  @Test
  void everyComparedFormCanBeEncoded() {
    Encoding encoding = new Encoding(RandomGenerator.of("L64X128MixRandom"));
    Set<String> never =
        Selection.compared().stream()
            .filter(form -> encoding.encode(form) == null)
            .map(Form::notation)
            .collect(Collectors.toSet());
    assertThat(never).as("forms that chance cannot encode").isEmpty();
  }

  @Test
  void reasonsAreSentences() {
    assertThat(Isa.all())
        .extracting(Selection::reason)
        .filteredOn(Optional::isPresent)
        .extracting(Optional::get)
        .allMatch(reason -> reason.contains(" "));
  }
}
