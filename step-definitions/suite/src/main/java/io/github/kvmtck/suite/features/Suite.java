package io.github.kvmtck.suite.features;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.reports.expected.DeviationList;
import io.github.kvmtck.reports.yaml.Problem;
import io.github.kvmtck.reports.yaml.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that can be run.
 *
 * @param entries sorted by rule and id
 * @param digest SHA-256 over catalogue, features and known deviations, in hexadecimal
 */
public record Suite(SuiteFiles files, Catalogue catalogue, List<Entry> entries, String digest) {

  public Suite {
    Comparator<Entry> byRule = Comparator.comparing(Entry::rule, RuleId.ORDER);
    entries = entries.stream().sorted(byRule.thenComparing(Entry::id)).toList();
  }

  /** Reads catalogue and features; a suite that contradicts itself is refused as a whole. */
  public static Reading<Suite> read(SuiteFiles files) throws IOException {
    try (SuiteFiles.Opened opened = files.open()) {
      return switch (Catalogue.read(opened.root().resolve("rules"))) {
        case Reading.Good<Catalogue>(var catalogue) -> read(files, opened.root(), catalogue);
        case Reading.Bad<Catalogue>(var problems) -> new Reading.Bad<>(problems);
      };
    }
  }

  /** What a backend is known to do wrong. */
  public Reading<DeviationList> deviations(String backend) throws IOException {
    try (SuiteFiles.Opened opened = files.open()) {
      return DeviationList.read(opened.root().resolve("expected"), backend);
    }
  }

  public List<Scenario> scenarios() {
    return entries.stream().map(Entry::scenario).toList();
  }

  public Stream<Entry> of(String rule) {
    return entries.stream().filter(entry -> entry.rule().equals(rule));
  }

  /** Every proposal that a scenario is about. */
  public SortedSet<String> proposals() {
    return entries.stream()
        .flatMap(Entry::proposals)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Reading<Suite> read(SuiteFiles files, Path root, Catalogue catalogue)
      throws IOException {
    Set<String> rules = catalogue.rules().map(Rule::id).collect(Collectors.toSet());
    List<Problem> problems = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    Digest digest = new Digest();
    digest.folder(root.resolve("rules"));
    digest.folder(root.resolve("expected"));
    for (String folder : files.folders()) {
      for (Path file : features(root.resolve(folder))) {
        String name = folder + "/" + file.getFileName();
        String resource = files.root() + "/" + name;
        var reader = new FeatureReader(file, resource, "features/" + name, rules, problems);
        entries.addAll(reader.read(digest.file(file)));
      }
    }
    unique(root, entries, problems);
    absences(root, entries, problems);
    return Reading.of(new Suite(files, catalogue, entries, digest.hex()), problems);
  }

  private static List<Path> features(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".feature")).sorted().toList();
    }
  }

  private static void absences(Path root, List<Entry> entries, List<Problem> problems) {
    Set<String> tested = entries.stream().map(Entry::rule).collect(Collectors.toSet());
    for (Entry entry : entries) {
      var location = entry.scenario().location();
      entry
          .absences()
          .filter(rule -> !tested.contains(rule))
          .forEach(rule ->
              problems.add(
                  new Problem(
                      root.resolve(location.file()),
                      location.line(),
                      "no scenario tests " + rule + ", which @absence:" + rule + " rests on")));
    }
  }

  private static void unique(Path root, List<Entry> entries, List<Problem> problems) {
    Set<String> ids = new HashSet<>();
    for (Entry entry : entries) {
      if (!ids.add(entry.id())) {
        var location = entry.scenario().location();
        problems.add(
            new Problem(
                root.resolve(location.file()),
                location.line(),
                "another scenario of " + entry.rule() + " has this name: " + entry.id()));
      }
    }
  }
}
