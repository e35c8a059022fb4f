package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.cucumber.messages.types.Examples;
import io.cucumber.messages.types.Pickle;
import io.cucumber.messages.types.PickleDocString;
import io.cucumber.messages.types.PickleStep;
import io.cucumber.messages.types.RuleChild;
import io.cucumber.messages.types.Scenario;
import io.cucumber.messages.types.Tag;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.reports.catalogue.Disposition;
import io.github.kvmtck.reports.catalogue.Rule;
import io.github.kvmtck.steps.code.GuestCode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The features against the catalogue, and against themselves. */
class FeaturesTest {
  private static final int LONGEST = 250;
  private static final int MOST_STEPS = 12;
  private static final Pattern MODE = Pattern.compile("(real|protected|compatibility|64-bit) mode");

  private final Catalogue catalogue = TheSuite.catalogue();
  private final List<FeatureFile> ofKernels = FeatureFile.all("kvm");
  private final List<FeatureFile> ofVmms = FeatureFile.all("vmm");
  private final List<FeatureFile> features =
      Stream.concat(ofKernels.stream(), ofVmms.stream()).toList();

  @Test
  void theTextOfARuleIsTheSentenceOfTheCatalogue() {
    assertThat(features)
        .flatExtracting(FeatureFile::rules)
        .allSatisfy(rule -> assertThat(rule.getName()).isEqualTo(catalogued(id(rule)).sentence()));
  }

  @Test
  void aRuleHasScenariosIfAndOnlyIfItsDispositionSaysSo() {
    Set<String> withScenarios =
        ofKernels.stream()
            .flatMap(feature -> feature.rules().stream())
            .filter(rule -> !scenarios(rule).isEmpty())
            .map(FeaturesTest::id)
            .collect(Collectors.toSet());
    Set<String> disposed =
        catalogue
            .rules()
            .filter(rule -> rule.disposition().hasScenarios())
            .map(Rule::id)
            .collect(Collectors.toSet());
    assertThat(withScenarios).isEqualTo(disposed);
    assertThat(disposed).hasSizeGreaterThan(Disposition.values().length);
  }

  /** What a VMM is brought to do is judged by its calls, so a monitor has to be there. */
  @Test
  void aVmmIsDrivenIntoWhatAMonitorJudges() {
    assertThat(ofVmms)
        .flatExtracting(FeatureFile::rules)
        .isNotEmpty()
        .allSatisfy(rule ->
            assertThat(catalogued(id(rule)).disposition()).isEqualTo(Disposition.MONITORED));
  }

  @Test
  void everyScenarioStandsUnderARule() {
    assertThat(features)
        .allSatisfy(
            feature -> assertThat(feature.scenariosWithoutRule()).as(feature.name()).isEmpty());
  }

  @Test
  void aRuleStandsOnce() {
    assertThat(features)
        .flatExtracting(FeatureFile::rules)
        .extracting(FeaturesTest::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void noExamplesAreEmpty() {
    assertThat(features)
        .flatExtracting(FeatureFile::rules)
        .flatExtracting(FeaturesTest::scenarios)
        .flatExtracting(Scenario::getExamples)
        .extracting(Examples::getTableBody)
        .allSatisfy(rows -> assertThat(rows).isNotEmpty());
  }

  @Test
  void aScenarioHasItsNameForItselfWithinItsRule() {
    assertThat(features)
        .allSatisfy(feature ->
            assertThat(feature.pickles())
                .extracting(FeaturesTest::qualified)
                .doesNotHaveDuplicates());
  }

  @Test
  void everyGuestProgramAssembles() {
    for (FeatureFile feature : features) {
      for (Pickle pickle : feature.pickles()) {
        for (PickleStep step : pickle.getSteps()) {
          step.getArgument()
              .flatMap(argument -> argument.getDocString())
              .map(PickleDocString::getContent)
              .ifPresent(source -> assemble(pickle, step, source));
        }
      }
    }
  }

  @Test
  void aScenarioIsShortEnoughToBeReadAtOnce() {
    assertThat(features)
        .allSatisfy(feature ->
            assertThat(feature.pickles())
                .allSatisfy(pickle ->
                    assertThat(pickle.getSteps())
                        .as(pickle.getName())
                        .hasSizeLessThanOrEqualTo(MOST_STEPS)));
    assertThat(features)
        .allSatisfy(feature -> assertThat(feature.lines()).as(feature.name()).isLessThan(LONGEST));
  }

  private static void assemble(Pickle pickle, PickleStep step, String source) {
    assertThatNoException()
        .as(pickle.getName())
        .isThrownBy(() -> GuestCode.assemble(source, 0x1000, bits(pickle, step)));
  }

  /** A handler is for the mode that the guest starts in. */
  private static int bits(Pickle pickle, PickleStep step) {
    return Stream.concat(Stream.of(step), pickle.getSteps().stream())
        .flatMap(each -> MODE.matcher(each.getText()).results())
        .findFirst()
        .map(mode -> bits(mode.group(1)))
        .orElse(16);
  }

  private static int bits(String mode) {
    return switch (mode) {
      case "real" -> 16;
      case "64-bit" -> 64;
      default -> 32;
    };
  }

  private Rule catalogued(String id) {
    return catalogue
        .rule(id)
        .orElseThrow(() -> new AssertionError("the catalogue has no rule " + id));
  }

  private static String id(io.cucumber.messages.types.Rule rule) {
    List<String> ids =
        rule.getTags().stream()
            .map(Tag::getName)
            .filter(tag -> tag.matches("@[A-Z]+(?:-[A-Z]?)?\\d+[a-z]?"))
            .map(tag -> tag.substring(1))
            .toList();
    assertThat(ids).as(rule.getName()).hasSize(1);
    return ids.getFirst();
  }

  private static String qualified(Pickle pickle) {
    return pickle.getTags().stream()
            .map(tag -> tag.getName())
            .filter(tag -> tag.matches("@[A-Z]+(?:-[A-Z]?)?\\d+[a-z]?"))
            .findFirst()
            .orElse("")
        + " "
        + pickle.getName();
  }

  private static List<Scenario> scenarios(io.cucumber.messages.types.Rule rule) {
    return rule.getChildren().stream()
        .map(RuleChild::getScenario)
        .flatMap(scenario -> scenario.stream())
        .toList();
  }
}
