package io.github.kvmtck.reference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.github.kvmtck.reference", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.github.kvmtck.reference.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_SEAM_THE_PROCESSOR_AND_PCOLLECTIONS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.pcollections",
              "io.github.kvmtck.api",
              "io.github.kvmtck.api.uapi",
              "io.github.kvmtck.x86..",
              "io.github.kvmtck.reference..");

  @ArchTest
  static final ArchRule LINUX_DOES_NOT_KNOW_KVM =
      noClasses()
          .that()
          .resideInAPackage("..reference.host..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "org.jspecify..",
              "io.github.kvmtck.api",
              "io.github.kvmtck.api.uapi",
              "io.github.kvmtck.reference.host..");

  @ArchTest
  static final ArchRule MAINLINE_KNOWS_NO_VARIATION =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.github.kvmtck.reference", "..reference.variation")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..reference.variation");

  @ArchTest
  static final ArchRule ONLY_VARIATIONS_KNOW_PROPOSED_NUMBERS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..reference.variation")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameStartingWith("Proposed");
}
