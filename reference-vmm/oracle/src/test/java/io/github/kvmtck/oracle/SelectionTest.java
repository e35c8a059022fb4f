package io.github.kvmtck.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.x86.isa.Form;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No form of the table is left out of the comparison by accident. */
class SelectionTest {
  @ParameterizedTest
  @EnumSource(Width.class)
  void everyFormIsComparedOrHasAReason(Width width) {
    Set<Form> compared = Set.copyOf(Selection.compared(width));
    assertThat(Isa.all())
        .allMatch(form -> compared.contains(form) == Selection.reason(form, width).isEmpty());
    assertThat(compared).hasSizeGreaterThan(300);
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void everyComparedFormCanBeEncoded(Width width) {
    Encoding encoding = new Encoding(RandomGenerator.of("L64X128MixRandom"), width.bits());
    Set<String> never =
        Selection.compared(width).stream()
            .filter(form -> encoding.encode(form) == null)
            .map(Form::notation)
            .collect(Collectors.toSet());
    assertThat(never).as("forms that chance cannot encode").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void reasonsAreSentences(Width width) {
    assertThat(Isa.all())
        .extracting(form -> Selection.reason(form, width))
        .filteredOn(Optional::isPresent)
        .extracting(Optional::get)
        .allMatch(reason -> reason.contains(" "));
  }
}
