package io.github.kvmtck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.api.client.Client;
import io.github.kvmtck.api.client.Kvm;
import io.github.kvmtck.api.uapi.Capability;
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
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every proposed interface, and every capability that mainline's hosts do not have, with the
 * scenarios that are about it, as a part of the build: on a kernel that has what the scenario needs
 * and no other variation.
 */
class ProposalsOnReferenceTest {
  private static final Pattern CAPABILITY = Pattern.compile("@needs(?:-vm)?-cap:(\\w+)(?::\\d+)?");
  private static final String MAINLINE = KernelOptions.MAINLINE.profile();
  private static final KernelProvider REFERENCE = Backends.installed().named("reference");

  /** The scenarios that need more than mainline has, by the profile that they need. */
  static Map<String, List<Entry>> byProfile() throws IOException {
    List<Entry> entries = BrokenSuite.suite(SuiteFiles.KVM).entries();
    Map<String, String> flavours = flavours(entries);
    return entries.stream()
        .collect(Collectors.groupingBy(entry -> profile(entry, flavours)))
        .entrySet()
        .stream()
        .filter(each -> !each.getKey().equals(MAINLINE))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static List<Arguments> profiles() throws IOException {
    return byProfile().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> Arguments.of(each.getKey(), each.getValue()))
        .toList();
  }

  private static String profile(Entry entry, Map<String, String> flavours) {
    Stream<String> needed =
        capabilities(entry).map(flavours::get).filter(Objects::nonNull).distinct().sorted();
    return Stream.of(Stream.of(MAINLINE), proposals(entry).stream(), needed)
        .flatMap(parts -> parts)
        .collect(Collectors.joining("+"));
  }

  /** Which variation offers a capability that scenarios need and mainline has not. */
  private static Map<String, String> flavours(List<Entry> entries) {
    return entries.stream()
        .flatMap(ProposalsOnReferenceTest::capabilities)
        .distinct()
        .filter(capability -> !offers(MAINLINE, capability))
        .collect(Collectors.toMap(capability -> capability, ProposalsOnReferenceTest::flavour));
  }

  private static String flavour(String capability) {
    return REFERENCE.profiles().variations().stream()
        .map(Profiles.Variation::name)
        .filter(name -> offers(MAINLINE + "+" + name, capability))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no variation offers KVM_CAP_" + capability));
  }

  private static boolean offers(String profile, String capability) {
    try (Kernel kernel = REFERENCE.open(new KernelOptions(profile, List.of()));
        Kernel.Process process = kernel.process();
        Kvm kvm = new Client(process, process.task("asks")).openKvm().value()) {
      return kvm.checkExtension(Capability.valueOf("KVM_CAP_" + capability)).value() != 0;
    }
  }

  private static Stream<String> capabilities(Entry entry) {
    return entry.scenario().tags().stream()
        .map(CAPABILITY::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }

  private static List<String> proposals(Entry entry) {
    return entry.proposals().distinct().sorted().toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("profiles")
  void itsScenariosPassWithNothingBesides(String profile, List<Entry> own)
      throws IOException, InterruptedException {
    Suite suite = BrokenSuite.suite(SuiteFiles.KVM);
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
