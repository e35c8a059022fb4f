package io.github.kvmtck.reports.expected;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.Run.UnmatchedDeviation;
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

  /** The entries that count on a host: those for its vendor module and those for all. */
  public DeviationList on(Optional<String> vendorModule) {
    return new DeviationList(
        file,
        entries.stream()
            .filter(e -> e.vendor().isEmpty() || e.vendor().equals(vendorModule))
            .toList());
  }

  /** What is expected of a scenario. At most one entry names it, because reading saw to that. */
  public Optional<Expectation> expectationFor(Scenario scenario) {
    return entries.stream()
        .filter(entry -> entry.names(scenario))
        .map(Deviation::expectation)
        .findFirst();
  }

  /**
   * Entries that name nothing.
   *
   * @param suite every scenario of the suite, also those that this run does not select
   */
  public List<UnmatchedDeviation> unmatched(Collection<Scenario> suite) {
    return entries.stream()
        .filter(entry -> suite.stream().noneMatch(entry::names))
        .map(entry -> new UnmatchedDeviation(entry.subject(), file + ":" + entry.line()))
        .toList();
  }
}
