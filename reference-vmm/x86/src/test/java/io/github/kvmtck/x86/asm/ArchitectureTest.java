package io.github.kvmtck.x86.asm;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.github.kvmtck.x86",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS_GO_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("assembler")
          .definedBy("..x86.asm")
          .layer("encoding")
          .definedBy("..x86.asm.encode")
          .layer("syntax")
          .definedBy("..x86.asm.syntax")
          .layer("table")
          .definedBy("..x86.isa..")
          .layer("execution")
          .definedBy("..x86.exec..")
          .whereLayer("assembler")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("encoding")
          .mayOnlyBeAccessedByLayers("assembler")
          .whereLayer("syntax")
          .mayOnlyBeAccessedByLayers("assembler", "encoding")
          .whereLayer("execution")
          .mayNotBeAccessedByAnyLayer();
}
