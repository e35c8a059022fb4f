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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every proposed interface with the scenarios that are about it, as a part of the build: on a
 * kernel that has what the scenario needs and no other proposal.
 */
class ProposalsOnReferenceTest {
  private static final KernelProvider REFERENCE = Backends.installed().named("reference");

  /** The scenarios of proposals, by the profile that they need. */
  static Map<String, List<Entry>> byProfile() throws IOException {
    return BrokenSuite.suite(SuiteFiles.KVM).entries().stream()
        .filter(entry -> !proposals(entry).isEmpty())
        .collect(Collectors.groupingBy(entry -> "mainline+" + String.join("+", proposals(entry))));
  }

  static List<String> profiles() throws IOException {
    return byProfile().keySet().stream().sorted().toList();
  }

  private static List<String> proposals(Entry entry) {
    return entry.proposals().distinct().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void itsScenariosPassWithNothingBesides(String profile) throws IOException, InterruptedException {
    Suite suite = BrokenSuite.suite(SuiteFiles.KVM);
    List<Entry> own = byProfile().getOrDefault(profile, List.of());
    RunPlan plan = new RunPlan(suite, own, 1, 2, Optional.empty(), List.of(), RunPlan.Limits.USUAL);
    KernelOptions options = new KernelOptions(profile, List.of());
    assertThat(Scenarios.results(plan, Opened.open(REFERENCE, options)))
        .allSatisfy(result -> assertThat(result.verdict()).isEqualTo(Verdict.PASS));
  }

  @Test
  void everyProposalHasScenarios() throws IOException {
    List<String> tested =
        byProfile().values().stream()
            .flatMap(List::stream)
            .flatMap(entry -> proposals(entry).stream())
            .distinct()
            .toList();
    assertThat(tested)
        .containsAll(
            REFERENCE.profiles().variations().stream()
                .filter(Profiles.Variation::proposal)
                .map(Profiles.Variation::name)
                .toList());
  }
}
