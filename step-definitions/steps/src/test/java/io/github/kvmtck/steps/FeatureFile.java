package io.github.kvmtck.steps;

import io.cucumber.gherkin.GherkinParser;
import io.cucumber.messages.types.Envelope;
import io.cucumber.messages.types.Feature;
import io.cucumber.messages.types.FeatureChild;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.Rule;
import io.cucumber.messages.types.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A feature as Cucumber's parser reads it. */
record FeatureFile(String name, long lines, Feature feature, List<Pickle> pickles) {

  /** All of {@code kvm} or {@code vmm}. */
  static List<FeatureFile> all(String folder) {
    try (Stream<Path> files = Files.list(TheSuite.folder(folder))) {
      return files.sorted().map(FeatureFile::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Rule> rules() {
    return feature.getChildren().stream()
        .map(FeatureChild::getRule)
        .flatMap(rule -> rule.stream())
        .toList();
  }

  List<Scenario> scenariosWithoutRule() {
    return feature.getChildren().stream()
        .map(FeatureChild::getScenario)
        .flatMap(scenario -> scenario.stream())
        .toList();
  }

  private static FeatureFile read(Path file) {
    try {
      List<Envelope> envelopes =
          GherkinParser.builder().build().parse(file.toString(), Files.readAllBytes(file)).toList();
      Feature feature =
          envelopes.stream()
              .flatMap(envelope -> envelope.getGherkinDocument().stream())
              .flatMap(document -> document.getFeature().stream())
              .findFirst()
              .orElseThrow(() -> new AssertionError(file + " has no feature"));
      List<Pickle> pickles =
          envelopes.stream().flatMap(envelope -> envelope.getPickle().stream()).toList();
      long lines = Files.readAllLines(file).size();
      return new FeatureFile(file.getFileName().toString(), lines, feature, pickles);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
