package io.github.kvmtck.kvm;

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
          .layer("kernel")
          .definedBy("io.github.kvmtck.kvm")
          .layer("fork")
          .definedBy("io.github.kvmtck.kvm.fork")
          .layer("process")
          .definedBy("io.github.kvmtck.kvm.process")
          .layer("memory")
          .definedBy("io.github.kvmtck.kvm.memory")
          .layer("host")
          .definedBy("io.github.kvmtck.kvm.host")
          .whereLayer("kernel")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("fork")
          .mayOnlyBeAccessedByLayers("kernel")
          .whereLayer("process")
          .mayOnlyBeAccessedByLayers("kernel", "fork")
          .whereLayer("memory")
          .mayOnlyBeAccessedByLayers("kernel", "fork", "process")
          .whereLayer("host")
          .mayOnlyBeAccessedByLayers("kernel");

  @ArchTest
  static final ArchRule FOREIGN_FUNCTIONS_ARE_CALLED_IN_LINUX_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Linker.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(SymbolLookup.class);
}
