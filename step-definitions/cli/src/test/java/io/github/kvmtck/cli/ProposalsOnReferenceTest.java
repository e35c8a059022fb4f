package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.backends.Opened;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import io.github.kvmtck.suite.run.RunPlan;
import io.github.kvmtck.suite.run.Scenarios;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each proposed interface alone, with the scenarios that are about it, as a part of the build. */
class ProposalsOnReferenceTest {
  private static final KernelProvider REFERENCE = Backends.installed().named("reference");

  static Stream<String> proposals() {
    return REFERENCE.profiles().variations().stream()
        .filter(Profiles.Variation::proposal)
        .map(Profiles.Variation::name);
  }

  @ParameterizedTest
  @MethodSource("proposals")
  void itsScenariosPassOnAKernelThatHasItAlone(String name)
      throws IOException, InterruptedException {
    Suite suite = BrokenSuite.suite(SuiteFiles.KVM);
    Set<String> others =
        proposals().filter(other -> !other.equals(name)).collect(Collectors.toSet());
    List<Entry> own =
        suite.entries().stream()
            .filter(entry -> entry.scenario().tags().contains("@proposed:" + name))
            // What needs a second proposal runs with the profile that has both.
            .filter(entry ->
                others.stream()
                    .noneMatch(other -> entry.scenario().tags().contains("@proposed:" + other)))
            .toList();
    assertThat(own).as("scenarios tagged @proposed:%s", name).isNotEmpty();
    RunPlan plan = new RunPlan(suite, own, 1, 2, Optional.empty(), List.of(), RunPlan.Limits.USUAL);
    KernelOptions options = new KernelOptions("mainline+" + name, List.of());
    assertThat(Scenarios.results(plan, Opened.open(REFERENCE, options)))
        .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(Verdict.PASS));
  }
}
