package io.github.kvmtck.reports.expected;

import io.github.kvmtck.reports.Expectation;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.yaml.Fields;
import io.github.kvmtck.reports.yaml.Reading;
import io.github.kvmtck.reports.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one list of known deviations, {@code BACKEND.yaml}. */
final class DeviationReader {

  /** A rule directly before its own scenarios. */
  private static final Comparator<Deviation> ORDER =
      Comparator.<Deviation, String>comparing(entry -> rule(entry.subject()), RuleId.ORDER)
          .thenComparing(Deviation::subject)
          .thenComparing(entry -> entry.vendor().orElse(""));

  private DeviationReader() {}

  static Reading<DeviationList> read(Path file) {
    return YamlFile.read(file, top -> list(file, top));
  }

  private static DeviationList list(Path file, Fields top) {
    String backend = top.text("backend");
    if (!backend.isEmpty() && !file.endsWith(backend + ".yaml")) {
      top.problem("has backend " + backend + " and must be called " + backend + ".yaml");
    }
    List<String> vendors = top.texts("vendors");
    List<Deviation> entries = new ArrayList<>();
    for (Fields fields : top.mappings("expected", "expected failure")) {
      Deviation entry = entry(fields);
      if (!entries.isEmpty() && ORDER.compare(entries.getLast(), entry) > 0) {
        fields.problem("stands after " + entries.getLast().subject() + "; sort the entries");
      }
      entries.stream()
          .filter(other -> overlap(other, entry))
          .findFirst()
          .ifPresent(other -> fields.problem("is also named at line " + other.line()));
      entry
          .vendor()
          .filter(vendor -> !vendors.contains(vendor))
          .ifPresent(
              v -> fields.problem("is of the vendor " + v + ", which vendors does not name"));
      entries.add(entry);
    }
    vendors.stream()
        .filter(vendor -> entries.stream().noneMatch(e -> e.vendor().equals(Optional.of(vendor))))
        .forEach(v -> top.problem("names the vendor " + v + ", which no entry is of"));
    return new DeviationList(file, entries);
  }

  private static Deviation entry(Fields fields) {
    Optional<String> rule = fields.optionalText("rule");
    Optional<String> scenario = fields.optionalText("scenario");
    String subject = rule.or(() -> scenario).orElse("");
    if (rule.isPresent() == scenario.isPresent()) {
      fields.problem("names neither or both of rule and scenario");
    } else if (rule.isPresent() == subject.contains("/")) {
      fields.problem("names " + subject + ": a scenario's id has a slash, a rule's has none");
    }
    Deviation entry =
        new Deviation(
            subject,
            fields.optionalText("vendor"),
            parsed(fields, "releases", Releases::parse, "a range of releases like >=6.1 <=6.12"),
            parsed(fields, "message", Pattern::compile, "a regular expression"),
            new Expectation(fields.text("reason"), fields.text("link"), fields.date("expires")),
            fields.line());
    fields.end();
    return entry;
  }

  private static <T> Optional<T> parsed(
      Fields fields, String key, Function<String, T> parser, String kind) {
    Optional<String> text = fields.optionalText(key);
    try {
      return text.map(parser);
    } catch (IllegalArgumentException e) {
      fields.problem("has " + key + " " + text.orElse("") + ", which is not " + kind);
      return Optional.empty();
    }
  }

  /** Not by releases: one entry that says the range is easier to keep true than two. */
  private static boolean overlap(Deviation a, Deviation b) {
    boolean sameHost =
        a.vendor().isEmpty() || b.vendor().isEmpty() || a.vendor().equals(b.vendor());
    boolean sameSubject =
        a.subject().equals(b.subject())
            || a.subject().equals(rule(b.subject()))
            || b.subject().equals(rule(a.subject()));
    return sameHost && sameSubject;
  }

  private static String rule(String subject) {
    int slash = subject.indexOf('/');
    return slash < 0 ? subject : subject.substring(0, slash);
  }
}
