package io.github.kvmtck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MutantsTest {
  private static final List<Mutant> ALL =
      ServiceLoader.load(Mutant.class).stream().map(ServiceLoader.Provider::get).toList();

  @Test
  void namesAreUniqueAndSpeakable() {
    assertThat(ALL).isNotEmpty();
    assertThat(ALL)
        .extracting(Mutant::name)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void everyBreachIsASentence() {
    assertThat(ALL).extracting(Mutant::breach).allMatch(breach -> breach.matches("\\S+ .*\\."));
  }

  @Test
  void everyRuleIsWrittenAsTheCatalogueDoes() {
    assertThat(ALL)
        .extracting(Mutant::rule)
        .allMatch(rule -> rule.matches("[A-Z]+(?:-[A-Z]?)?\\d+[a-z]?"));
  }

  @Test
  void everyMutantExpectsAMessageThatAnUnrelatedFailureDoesNotHave() {
    assertThat(ALL)
        .extracting(Mutant::message)
        .noneMatch(message -> message.matcher("").find())
        .noneMatch(message -> message.matcher("expected: x\n  observed: y").find());
  }

  @Test
  void everyMutantSaysInWordsWhatItExpects() {
    assertThat(ALL).allSatisfy(mutant -> assertThat(mutant.seen()).isNotEmpty());
    assertThat(ALL)
        .flatExtracting(mutant -> mutant.seen().stream().map(Seen::toString).toList())
        .noneMatch(words -> words.matches(".*(?:\\\\|\\.\\*|\\(\\?|\\?|\\|).*"));
  }

  @Test
  void everyMutantStandsInThePackageOfItsFamily() {
    assertThat(ALL)
        .allMatch(mutant ->
            mutant
                .getClass()
                .getPackageName()
                .endsWith(
                    "." + mutant.rule().replaceAll("-.*|\\d.*", "").toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyMutantIsListed() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.kvmtck.mutants")
                .stream()
                .filter(type -> type.isAssignableTo(Mutant.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .toList();
    assertThat(ALL)
        .extracting(mutant -> mutant.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(written);
  }
}
