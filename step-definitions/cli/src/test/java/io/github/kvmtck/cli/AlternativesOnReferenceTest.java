package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.suite.alternatives.Needs;
import io.github.kvmtck.suite.alternatives.Survey;
import io.github.kvmtck.suite.alternatives.SurveyMarkdown;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlternativesOnReferenceTest {

  @Test
  void thePageOfAlternativesIsWhatARunShows() throws IOException, InterruptedException {
    Suite suite = BrokenSuite.suite(SuiteFiles.KVM);
    Survey survey =
        Survey.of(
            suite, BrokenSuite.orBroken(Needs.of(suite)), Backends.installed().named("reference"));
    assertThat(survey.faults()).isEmpty();
    assertThat(SurveyMarkdown.of(survey))
        .as("write it anew: ./kvm-tck alternatives --out docs/alternatives.md")
        .isEqualTo(Files.readString(Path.of("../../docs/alternatives.md")));
  }
}
