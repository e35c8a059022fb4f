package io.github.kvmtck.reports.catalogue;

import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.yaml.Fields;
import io.github.kvmtck.reports.yaml.Reading;
import io.github.kvmtck.reports.yaml.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one file of the catalogue, {@code FAMILY.yaml}. */
final class FamilyReader {

  private static final Pattern FAMILY = Pattern.compile("[A-Z][A-Z0-9]*");

  private FamilyReader() {}

  static Reading<Family> read(Path file) {
    return YamlFile.read(file, top -> family(file, top));
  }

  private static Family family(Path file, Fields top) {
    String id = top.text("family");
    if (!FAMILY.matcher(id).matches()) {
      top.problem("has family " + id + ", which is not in capitals like COMP");
    } else if (!file.endsWith(id + ".yaml")) {
      top.problem("has family " + id + " and must be called " + id + ".yaml");
    }
    String title = top.text("title");
    Pattern ids = Pattern.compile(Pattern.quote(id) + "-?[A-Z]?[0-9]+[a-z]?");
    List<Rule> rules = new ArrayList<>();
    for (Fields fields : top.mappings("rules", "rule")) {
      Rule rule = rule(fields);
      if (!ids.matcher(rule.id()).matches()) {
        fields.problem(
            "has an id that is not " + id + "- and a number, like " + id + "-02 or " + id + "-06a");
      } else if (!rules.isEmpty()) {
        order(rules.getLast().id(), rule.id()).ifPresent(fields::problem);
      }
      rules.add(rule);
    }
    return new Family(id, title, rules);
  }

  /** Sorted files keep two authors from adding the same id in two places. */
  private static Optional<String> order(String before, String id) {
    int compared = RuleId.ORDER.compare(before, id);
    if (compared == 0) {
      return Optional.of("stands twice");
    }
    return compared < 0
        ? Optional.empty()
        : Optional.of("stands after " + before + "; sort the rules by id");
  }

  private static Rule rule(Fields fields) {
    Rule rule =
        new Rule(
            fields.text("id"),
            fields.text("sentence"),
            fields.choice("binds", Binds.class, Binds.KVM),
            fields.choice("status", Status.class, Status.MAINLINE),
            fields.optionalText("gate"),
            fields.texts("source"),
            fields.choice("disposition", Disposition.class, Disposition.TESTED),
            fields.optionalText("reason"),
            fields.optionalText("note"));
    if (rule.sources().isEmpty()) {
      fields.problem("has no source");
    }
    boolean judged =
        rule.disposition() == Disposition.TESTED || rule.disposition() == Disposition.MONITORED;
    if (!judged && rule.reason().isEmpty()) {
      fields.problem("is " + Fields.word(rule.disposition()) + " and gives no reason");
    }
    if (judged && rule.reason().isPresent()) {
      String word = Fields.word(rule.disposition());
      fields.problem("is " + word + " and gives a reason for not being " + word + "; use note");
    }
    fields.end();
    return rule;
  }
}
