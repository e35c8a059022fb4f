package io.github.kvmtck.suite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.kvmtck.suite", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("mutation")
          .definedBy("..suite.mutation..")
          .layer("alternatives")
          .definedBy("..suite.alternatives..")
          .layer("stability")
          .definedBy("..suite.stability..")
          .layer("run")
          .definedBy("..suite.run..")
          .layer("verdicts")
          .definedBy("..suite.verdicts..")
          .layer("backends")
          .definedBy("..suite.backends..")
          .layer("features")
          .definedBy("..suite.features..")
          .whereLayer("mutation")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("alternatives")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("stability")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("run")
          .mayOnlyBeAccessedByLayers("mutation", "stability", "alternatives")
          .whereLayer("verdicts")
          .mayOnlyBeAccessedByLayers("run")
          .whereLayer("backends")
          .mayOnlyBeAccessedByLayers("run", "mutation", "stability", "alternatives")
          .whereLayer("features")
          .mayOnlyBeAccessedByLayers("run", "mutation", "stability", "alternatives");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.github.kvmtck.suite.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noBackendByName =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.kvmtck.kvm..", "io.github.kvmtck.reference..", "io.github.kvmtck.linux..");

  @ArchTest
  static final ArchRule noWordsToStandardOutput =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
