package io.github.kvmtck.monitors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.kvmtck.monitors",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("judge")
          .definedBy("io.github.kvmtck.monitors")
          .layer("duty")
          .definedBy("..monitors.duty..")
          .layer("state")
          .definedBy("..monitors.state..")
          .layer("verdict")
          .definedBy("..monitors.verdict..")
          .whereLayer("judge")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("duty")
          .mayOnlyBeAccessedByLayers("judge")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("judge", "duty")
          .whereLayer("verdict")
          .mayOnlyBeAccessedByLayers("judge", "duty");

  @ArchTest
  static final ArchRule nobodyKnowsWhereATraceComesFrom =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.kvmtck.kvm..",
              "io.github.kvmtck.linux..",
              "io.github.kvmtck.reference..",
              "io.github.kvmtck.x86..");
}
