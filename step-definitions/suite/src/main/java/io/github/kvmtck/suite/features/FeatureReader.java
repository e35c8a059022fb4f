package io.github.kvmtck.suite.features;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.GherkinDocument;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleTag;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.TableCell;
import io.cucumber.messages.types.TableRow;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioId;
import io.github.kvmtck.reports.yaml.Problem;
import io.github.kvmtck.suite.features.Entry.Place;
import io.github.kvmtck.suite.features.Entry.StepText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one feature file.
 *
 * <p>Cucumber's own parser gives the scenarios, so that what is listed, selected and sharded here
 * is what Cucumber runs.
 */
final class FeatureReader {
  private final Path file;
  private final String resource;
  private final String shown;
  private final Set<String> rules;
  private final List<Problem> problems;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, StepText> steps = new HashMap<>();

  /** What a pickle is made of: a scenario, or a row of its Examples. */
  private record Node(int line, String sentence, String name, List<String> cells) {}

  /**
   * @param resource the file on the class path
   * @param shown the file as a report names it
   * @param rules the ids of the catalogue
   * @param problems gets what is wrong with the file
   */
  FeatureReader(
      Path file, String resource, String shown, Set<String> rules, List<Problem> problems) {
    this.file = file;
    this.resource = resource;
    this.shown = shown;
    this.rules = rules;
    this.problems = problems;
  }

  List<Entry> read(byte[] text) {
    List<Envelope> envelopes =
        GherkinParser.builder().includeSource(false).build().parse(resource, text).toList();
    List<Entry> entries = new ArrayList<>();
    String feature = "";
    for (Envelope envelope : envelopes) {
      envelope.getParseError().ifPresent(e -> problem(1, e.getMessage()));
      Optional<Feature> parsed = envelope.getGherkinDocument().flatMap(GherkinDocument::getFeature);
      if (parsed.isPresent()) {
        feature = parsed.get().getName();
        parsed.get().getChildren().forEach(this::index);
      }
      if (envelope.getPickle().isPresent()) {
        entries.add(entry(feature, envelope.getPickle().get()));
      }
    }
    return entries;
  }

  private void index(FeatureChild child) {
    child.getBackground().ifPresent(background -> index(background.getSteps()));
    child.getScenario().ifPresent(scenario -> index("", scenario));
    child.getRule().ifPresent(this::index);
  }

  private void index(Rule rule) {
    for (RuleChild child : rule.getChildren()) {
      child.getBackground().ifPresent(background -> index(background.getSteps()));
      child.getScenario().ifPresent(scenario -> index(rule.getName(), scenario));
    }
  }

  private void index(String sentence, io.cucumber.messages.types.Scenario scenario) {
    index(scenario.getSteps());
    int line = scenario.getLocation().getLine().intValue();
    nodes.put(scenario.getId(), new Node(line, sentence, scenario.getName(), List.of()));
    for (var examples : scenario.getExamples()) {
      for (TableRow row : examples.getTableBody()) {
        List<String> cells = row.getCells().stream().map(TableCell::getValue).toList();
        int rowLine = row.getLocation().getLine().intValue();
        nodes.put(row.getId(), new Node(rowLine, sentence, scenario.getName(), cells));
      }
    }
  }

  private void index(List<io.cucumber.messages.types.Step> written) {
    for (var step : written) {
      steps.put(
          step.getId(), new StepText(step.getKeyword().strip(), step.getText(), Optional.empty()));
    }
  }

  private Entry entry(String feature, Pickle pickle) {
    Node node = node(pickle);
    List<String> tags = pickle.getTags().stream().map(PickleTag::getName).toList();
    String rule = rule(pickle.getName(), node, tags);
    Scenario scenario =
        new Scenario(
            ScenarioId.of(rule, pickle.getName(), node.cells()),
            rule,
            node.sentence(),
            feature,
            pickle.getName(),
            new Scenario.Location(shown, node.line()),
            tags);
    return new Entry(scenario, node.name(), new Place(resource, node.line()), steps(pickle));
  }

  /** The last node is the most exact one: the row of an outline, not the outline. */
  private Node node(Pickle pickle) {
    Node node = nodes.get(pickle.getAstNodeIds().getLast());
    if (node == null) {
      throw new IllegalStateException(pickle.getName() + " comes from no scenario of " + resource);
    }
    return node;
  }

  private List<StepText> steps(Pickle pickle) {
    return pickle.getSteps().stream()
        .map(step -> {
          StepText written = steps.get(step.getAstNodeIds().getFirst());
          return new StepText(
              written == null ? "*" : written.keyword(),
              step.getText(),
              step.getArgument()
                  .flatMap(argument -> argument.getDocString())
                  .map(docString -> docString.getContent()));
        })
        .toList();
  }

  private String rule(String name, Node node, List<String> tags) {
    List<String> ids =
        tags.stream().map(tag -> tag.substring(1)).filter(rules::contains).distinct().toList();
    if (ids.size() == 1) {
      return ids.getFirst();
    }
    problem(
        node.line(),
        ids.isEmpty()
            ? "the scenario \"" + name + "\" has no rule of the catalogue among its tags"
            : "the scenario \"" + name + "\" has several rules: " + String.join(", ", ids));
    return "NONE-0";
  }

  private void problem(int line, String sentence) {
    problems.add(new Problem(file, line, sentence));
  }
}
