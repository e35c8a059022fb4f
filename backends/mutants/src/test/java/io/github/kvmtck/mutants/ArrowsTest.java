package io.github.kvmtck.mutants;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.github.kvmtck.mutants", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.github.kvmtck.mutants.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_SEAM_AND_THE_MODEL =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "io.github.kvmtck.api..",
              "io.github.kvmtck.reference..",
              "io.github.kvmtck.x86..",
              "io.github.kvmtck.mutants..");

  @ArchTest
  static final ArchRule BREACHES_AT_THE_SEAM_KNOW_NO_MODEL =
      noClasses()
          .that()
          .resideInAPackage("..mutants.seam")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.kvmtck.reference..", "..mutants.model");
}
