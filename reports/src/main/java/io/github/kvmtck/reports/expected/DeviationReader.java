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
      entries.add(entry);
    }
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
            new Expectation(fields.text("reason"), fields.text("link"), fields.date("expires")),
            fields.line());
    fields.end();
    return entry;
  }

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
