package io.github.kvmtck.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final Path HOME = Path.of("home");
  private static final Path RUNS = HOME.resolve("target/kvm-tck");

  @Test
  void eachBackendHasAFolderAndSeveralShareAPage() {
    assertThat(of(true, "kvm").folders()).containsExactly(RUNS.resolve("kvm"));
    assertThat(of(true, "kvm").base()).isEqualTo(RUNS.resolve("kvm"));
    assertThat(of(true, "reference", "kvm").base()).isEqualTo(RUNS);
  }

  @Test
  void aRunOfAPartTakesThePlaceOfNoRunOfTheWhole() {
    assertThat(of(false, "kvm").folders()).containsExactly(RUNS.resolve("part/kvm"));
    assertThat(of(false, "reference", "kvm").base()).isEqualTo(RUNS.resolve("part"));
  }

  @Test
  void whatTheUserNamesIsTaken() {
    Optional<Path> given = Optional.of(Path.of("here"));
    assertThat(Output.of(given, HOME, false, List.of("kvm")).folders())
        .containsExactly(Path.of("here"));
    assertThat(Output.of(given, HOME, true, List.of("reference", "kvm")).folders())
        .containsExactly(Path.of("here/reference"), Path.of("here/kvm"));
  }

  private static Output of(boolean whole, String... backends) {
    return Output.of(Optional.empty(), HOME, whole, List.of(backends));
  }
}
