package io.github.kvmtck.reports.expected;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
import io.github.kvmtck.reports.RunInfo.Environment;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.yaml.Reading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a backend is known to do wrong.
 *
 * @param file where it was read; it need not exist where {@code entries} is empty
 * @param entries sorted by subject and vendor
 */
public record DeviationList(Path file, List<Deviation> entries) {

  public DeviationList {
    entries = List.copyOf(entries);
  }

  /** Reads {@code BACKEND.yaml} of a folder; no such file means no known deviation. */
  public static Reading<DeviationList> read(Path folder, String backend) {
    Path file = folder.resolve(backend + ".yaml");
    return Files.exists(file)
        ? DeviationReader.read(file)
        : new Reading.Good<>(new DeviationList(file, List.of()));
  }

  /** The entries that count on a host: those for its vendor module and release and for all. */
  public DeviationList on(Environment host) {
    return new DeviationList(file, entries.stream().filter(e -> e.countsOn(host)).toList());
  }

  /** What is expected of a scenario. At most one entry names it, because reading saw to that. */
  public Optional<Expectation> expectationFor(Scenario scenario) {
    return naming(scenario).map(Deviation::expectation);
  }

  /**
   * What is expected of a scenario that failed; empty where it failed in another way than its entry
   * says.
   *
   * @param messages failure texts
   */
  public Optional<Expectation> expectationFor(Scenario scenario, List<String> messages) {
    return naming(scenario).filter(e -> e.explains(messages)).map(Deviation::expectation);
  }

  /**
   * Entries that name nothing. Ask the list of all hosts, or a mistake in an entry of another host
   * is found there first.
   *
   * @param suite every scenario of the suite, also those that this run does not select
   */
  public List<UnmatchedDeviation> unmatched(Collection<Scenario> suite) {
    return entries.stream()
        .filter(entry -> suite.stream().noneMatch(entry::names))
        .map(entry -> new UnmatchedDeviation(entry.subject(), file + ":" + entry.line()))
        .toList();
  }

  private Optional<Deviation> naming(Scenario scenario) {
    return entries.stream().filter(entry -> entry.names(scenario)).findFirst();
  }
}
