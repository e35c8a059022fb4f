package io.github.kvmtck.cli.run;

import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.reports.catalogue.Family;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.stream.Stream;

/** What a shell offers for a word; made when the completion script is, and not before. */
public final class Candidates {
  private Candidates() {}

  /** For {@code --backend}. */
  public static final class OfBackends implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Backends.installed().all().stream().map(KernelProvider::name).iterator();
    }
  }

  /** For {@code --profile}. */
  static final class OfProfiles implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Backends.installed().all().stream()
          .flatMap(backend -> backend.profiles().profiles().stream())
          .map(Profiles.Profile::name)
          .distinct()
          .iterator();
    }
  }

  /** For {@code --implements}. */
  static final class OfProposals implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return suite().proposals().iterator();
    }
  }

  /** For {@code --rule} and what is to be explained: families and rules. */
  public static final class OfRules implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      var catalogue = suite().catalogue();
      return Stream.concat(
              catalogue.families().stream().map(Family::id), catalogue.rules().map(Rule::id))
          .distinct()
          .iterator();
    }
  }

  private static Suite suite() {
    try {
      return Suite.read(SuiteFiles.KVM).orThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
