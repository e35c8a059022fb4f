package io.github.kvmtck.monitors.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.monitors.TheRules;
import io.github.kvmtck.reports.catalogue.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the corpus is what is in it. */
class MatrixTest {
  private static final Path DOCUMENT = Path.of("../../docs/vmm/corpus.md");

  private final List<Specimen> all;

  MatrixTest() throws IOException {
    this.all = Specimen.all();
  }

  @Test
  void theDocumentHasEveryClient() throws IOException {
    String now = Matrix.of(all);
    Path rendered = Files.createDirectories(Path.of("target")).resolve("corpus.md");
    Files.writeString(rendered, now);
    assertThat(DOCUMENT).as("to be replaced by %s", rendered.toAbsolutePath()).hasContent(now);
  }

  @Test
  void everyFaultBreaksARule() {
    List<String> rules = TheRules.catalogue().rules().map(Rule::id).toList();
    assertThat(all)
        .allSatisfy(one -> {
          assertThat(one.breaks().isPresent()).isEqualTo(one.isFaulty());
          assertThat(rules).containsAll(one.breaks().stream().toList()).containsAll(one.also());
          assertThat(one.on()).isNotEmpty().isSubsetOf("kvm", "reference");
        });
  }
}
