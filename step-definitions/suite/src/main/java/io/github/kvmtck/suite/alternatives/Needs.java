package io.github.kvmtck.suite.alternatives;

import io.github.kvmtck.reports.yaml.Fields;
import io.github.kvmtck.reports.yaml.Reading;
import io.github.kvmtck.reports.yaml.YamlFile;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code alternatives.yaml}, which stands beside the folders of the suite. */
public final class Needs {
  public static final String FILE = "alternatives.yaml";

  private final Set<String> scenarios;
  private final Set<String> rules;

  private Needs(Suite suite) {
    this.scenarios = suite.entries().stream().map(Entry::id).collect(Collectors.toSet());
    this.rules = suite.entries().stream().map(Entry::rule).collect(Collectors.toSet());
  }

  /** Everything that has alternatives; what names no rule and no scenario of the suite is wrong. */
  public static Reading<List<Need>> of(Suite suite) throws IOException {
    return suite.files().read(FILE, file -> read(file, suite));
  }

  static Reading<List<Need>> read(Path file, Suite suite) {
    Needs reader = new Needs(suite);
    return YamlFile.read(
        file, top -> top.mappings("needs", "need").stream().map(reader::need).toList());
  }

  private Need need(Fields fields) {
    List<Alternative> alternatives =
        fields.mappings("alternatives", "alternative").stream().map(this::alternative).toList();
    Set<String> names = new HashSet<>();
    for (Alternative alternative : alternatives) {
      if (!names.add(alternative.name())) {
        fields.problem("has two alternatives called " + alternative.name());
      }
    }
    Need need =
        new Need(
            fields.text("id"),
            fields.text("title"),
            fields.text("text"),
            alternatives,
            fields.mappings("points", "point").stream().map(point -> point(point, names)).toList());
    fields.end();
    return need;
  }

  private Alternative alternative(Fields fields) {
    List<String> variations = fields.texts("variations");
    Alternative alternative =
        new Alternative(
            fields.text("id"),
            fields.text("text"),
            fields.text("status"),
            variations,
            fields.texts("source"),
            fields.texts("rules"),
            fields.texts("calls"),
            fields.optionalMappings("loses", "loss").stream().map(this::loss).toList());
    if (variations.isEmpty() == alternative.rules().isEmpty()) {
      fields.problem("has neither or both of variations and rules");
    }
    alternative.rules().stream()
        .filter(rule -> !rules.contains(rule))
        .forEach(rule -> fields.problem("names " + rule + ", which no scenario tests"));
    fields.end();
    return alternative;
  }

  private Alternative.Loss loss(Fields fields) {
    var scenario = fields.optionalText("scenario");
    scenario.ifPresent(id -> known(fields, id));
    Alternative.Loss loss = new Alternative.Loss(fields.text("text"), scenario);
    fields.end();
    return loss;
  }

  private Need.Point point(Fields fields, Set<String> names) {
    Need.Point point =
        new Need.Point(
            fields.text("text"),
            fields.mappings("shown", "scenario").stream().map(each -> shown(each, names)).toList());
    fields.end();
    return point;
  }

  private Need.Shown shown(Fields fields, Set<String> names) {
    Need.Shown shown =
        new Need.Shown(fields.text("by"), fields.text("scenario"), fields.texts("calls"));
    if (!names.contains(shown.by())) {
      fields.problem("is by " + shown.by() + ", which is none of the alternatives");
    }
    known(fields, shown.scenario());
    fields.end();
    return shown;
  }

  private void known(Fields fields, String scenario) {
    if (!scenarios.contains(scenario)) {
      fields.problem("names the scenario " + scenario + ", which the suite does not have");
    }
  }
}
