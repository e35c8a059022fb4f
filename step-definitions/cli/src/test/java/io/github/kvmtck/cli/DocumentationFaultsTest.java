package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/documentation-faults.md} names is there, and each fault has its report. */
class DocumentationFaultsTest {
  private static final Path PAGE = Path.of("../../docs/documentation-faults.md");
  private static final Pattern RULE = Pattern.compile("- rule: (.+)");
  private static final Pattern SCENARIO = Pattern.compile("- scenario: `(.+)`");
  private static final Pattern REPORT =
      Pattern.compile("```text\nTo: .+\nSubject: .+\n\n(?:.+\n|\n)+?```\n");

  private final String page;
  private final Suite suite;

  DocumentationFaultsTest() throws IOException {
    page = Files.readString(PAGE);
    suite = BrokenSuite.suite(SuiteFiles.KVM);
  }

  @Test
  void everyRuleThatIsNamedIsInTheCatalogue() {
    List<String> rules =
        RULE.matcher(page)
            .results()
            .flatMap(found -> Arrays.stream(found.group(1).split(", ")))
            .toList();
    assertThat(rules).isNotEmpty();
    assertThat(suite.catalogue().rules().map(Rule::id)).containsAll(rules);
  }

  @Test
  void everyScenarioThatIsNamedIsInTheSuite() {
    List<String> scenarios = SCENARIO.matcher(page).results().map(found -> found.group(1)).toList();
    assertThat(scenarios).isNotEmpty();
    assertThat(suite.entries()).extracting(Entry::id).containsAll(scenarios);
  }

  @Test
  void everyFaultHasRuleScenarioSourceAndReport() {
    String[] faults = page.split("\n## ");
    assertThat(faults).hasSizeGreaterThan(10);
    assertThat(Arrays.stream(faults).skip(1))
        .allSatisfy(fault ->
            assertThat(fault)
                .containsPattern(RULE)
                .containsPattern(SCENARIO)
                .contains("\n- source: ", "\n- it says: ", "\n- kernels: ")
                .containsPattern(REPORT));
  }
}
