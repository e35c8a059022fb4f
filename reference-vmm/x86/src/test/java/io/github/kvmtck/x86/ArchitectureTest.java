package io.github.kvmtck.x86;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows between the packages point one way. */
@AnalyzeClasses(packages = "io.github.kvmtck.x86", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("processor")
          .definedBy("io.github.kvmtck.x86")
          .layer("execution")
          .definedBy("io.github.kvmtck.x86.exec..")
          .layer("assembler")
          .definedBy("io.github.kvmtck.x86.asm..")
          .layer("table")
          .definedBy("io.github.kvmtck.x86.isa.family")
          .layer("forms")
          .definedBy("io.github.kvmtck.x86.isa")
          .layer("state")
          .definedBy("io.github.kvmtck.x86.cpu")
          .layer("arithmetic")
          .definedBy("io.github.kvmtck.x86.fp")
          .whereLayer("processor")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("assembler")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("execution")
          .mayOnlyBeAccessedByLayers("processor")
          .whereLayer("table")
          .mayOnlyBeAccessedByLayers("processor", "assembler")
          .whereLayer("forms")
          .mayOnlyBeAccessedByLayers("processor", "execution", "assembler", "table")
          .whereLayer("arithmetic")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule theProcessorDependsOnNothingElseOfOurs =
      noClasses()
          .that()
          .resideInAPackage("io.github.kvmtck.x86..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.kvmtck.api..", "io.github.kvmtck.kvm..");

  @ArchTest
  static final ArchRule staticsAreConstants = fields().that().areStatic().should().beFinal();
}
