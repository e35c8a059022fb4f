package io.github.kvmtck.cli.run;

import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
import io.github.kvmtck.suite.features.Suite;
import java.util.List;
import java.util.SortedSet;
import picocli.CommandLine.Option;

/** What a kernel is built as, for the commands that do not choose that themselves. */
public final class BuildOptions {
  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      defaultValue = "mainline",
      completionCandidates = Candidates.OfProfiles.class,
      description =
          "What the kernel is built as (${DEFAULT-VALUE}): a profile, and variations joined to it,"
              + " as in proposed or mainline+NAME. `kvm-tck profiles` lists them.")
  private String profile = "mainline";

  @Option(
      names = "--implements",
      split = ",",
      paramLabel = "PROPOSAL",
      completionCandidates = Candidates.OfProposals.class,
      description = "Declares proposals that a patched kernel has. Repeatable.")
  private List<String> proposals = List.of();

  /**
   * What a backend is asked for.
   *
   * @throws UsageException where a proposal is declared that no scenario is about
   */
  public KernelOptions of(Suite suite) {
    SortedSet<String> known = suite.proposals();
    for (String proposal : proposals) {
      if (!known.contains(proposal)) {
        throw new UsageException(
            "There is no proposal "
                + proposal
                + Suggestion.of(proposal, known)
                + " Known: "
                + String.join(", ", known)
                + ".");
      }
    }
    return new KernelOptions(profile, proposals);
  }
}
