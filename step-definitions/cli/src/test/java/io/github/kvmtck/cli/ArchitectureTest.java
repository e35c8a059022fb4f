package io.github.kvmtck.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.kvmtck.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theTerminalKnowsNoCommand =
      noClasses()
          .that()
          .resideInAPackage("..cli.terminal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.kvmtck.cli", "..cli.run..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.github.kvmtck.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noBackendByName =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.kvmtck.kvm..", "io.github.kvmtck.reference..", "io.github.kvmtck.linux..");
}
