package io.github.kvmtck.redirect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

@AnalyzeClasses(
    packagesOf = ArchitectureTest.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule ARROWS_GO_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("redirect")
          .definedBy("io.github.kvmtck.redirect")
          .layer("client")
          .definedBy("io.github.kvmtck.redirect.client")
          .layer("memory")
          .definedBy("io.github.kvmtck.redirect.memory")
          .layer("file")
          .definedBy("io.github.kvmtck.redirect.file")
          .layer("notify")
          .definedBy("io.github.kvmtck.redirect.notify")
          .whereLayer("redirect")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("redirect")
          .whereLayer("memory")
          .mayOnlyBeAccessedByLayers("client")
          .whereLayer("file")
          .mayOnlyBeAccessedByLayers("client", "redirect")
          .whereLayer("notify")
          .mayOnlyBeAccessedByLayers("client", "redirect", "memory", "file");

  @ArchTest
  static final ArchRule FOREIGN_FUNCTIONS_ARE_CALLED_IN_LINUX_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Linker.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SymbolLookup.class);

  @ArchTest
  static final ArchRule NO_KERNEL_IS_KNOWN =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.github.kvmtck.reference..");
}
