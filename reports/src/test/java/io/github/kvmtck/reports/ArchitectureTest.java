package io.github.kvmtck.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.kvmtck", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.kvmtck.reports";

  @ArchTest
  static final ArchRule ARROWS_GO_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("verdicts")
          .definedBy(ROOT)
          .layer("yaml")
          .definedBy(ROOT + ".yaml")
          .layer("json")
          .definedBy(ROOT + ".json")
          .layer("catalogue")
          .definedBy(ROOT + ".catalogue")
          .layer("expected")
          .definedBy(ROOT + ".expected")
          .layer("journal")
          .definedBy(ROOT + ".journal")
          .layer("ledger")
          .definedBy(ROOT + ".ledger")
          .layer("render")
          .definedBy(ROOT + ".render")
          .whereLayer("verdicts")
          .mayNotAccessAnyLayer()
          .whereLayer("yaml")
          .mayNotAccessAnyLayer()
          .whereLayer("json")
          .mayNotAccessAnyLayer()
          .whereLayer("catalogue")
          .mayOnlyAccessLayers("verdicts", "yaml")
          .whereLayer("expected")
          .mayOnlyAccessLayers("verdicts", "yaml")
          .whereLayer("journal")
          .mayOnlyAccessLayers("verdicts", "json")
          .whereLayer("ledger")
          .mayOnlyAccessLayers("verdicts", "json")
          .whereLayer("render")
          .mayOnlyAccessLayers("verdicts", "json", "ledger");

  @ArchTest
  static final ArchRule NOTHING_ELSE_OF_OURS_IS_USED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              ROOT + "..",
              "java..",
              "javax.xml.stream..",
              "org.jspecify..",
              "com.fasterxml.jackson..",
              "org.snakeyaml..",
              "io.qameta.allure..");

  /** Rendering is loaded when a run is over, so it may weigh what the start of a run may not. */
  @ArchTest
  static final ArchRule ALLURE_IS_FOR_RENDERING =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".render")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.qameta.allure..");

  @ArchTest
  static final ArchRule NO_STATE_IS_SHARED = fields().that().areStatic().should().beFinal();

  @ArchTest static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
