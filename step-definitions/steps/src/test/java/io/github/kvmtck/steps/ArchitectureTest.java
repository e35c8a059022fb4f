package io.github.kvmtck.steps;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(
    packages = "io.github.kvmtck.steps",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arrowsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("glue")
          .definedBy("..steps.glue..")
          .layer("vmm")
          .definedBy("..steps.vmm..")
          .layer("world")
          .definedBy("..steps.world..")
          .layer("words")
          .definedBy("..steps.words..")
          .layer("code")
          .definedBy("..steps.code..")
          .layer("bench")
          .definedBy("io.github.kvmtck.steps")
          .whereLayer("glue")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("vmm")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("world")
          .mayOnlyBeAccessedByLayers("glue")
          .whereLayer("words")
          .mayOnlyBeAccessedByLayers("glue", "world")
          .whereLayer("code")
          .mayOnlyBeAccessedByLayers("glue", "vmm", "world");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.github.kvmtck.steps.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyOneClassPolls =
      ArchRuleDefinition.noClasses()
          .that()
          .doNotHaveSimpleName("Patience")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.awaitility..");

  @ArchTest
  static final ArchRule nobodyKnowsABackend =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.kvmtck.kvm..",
              "io.github.kvmtck.linux..",
              "io.github.kvmtck.reference..",
              "io.github.kvmtck.x86.cpu..",
              "io.github.kvmtck.x86.exec..");
}
