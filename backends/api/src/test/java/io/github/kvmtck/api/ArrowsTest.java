package io.github.kvmtck.api;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "io.github.kvmtck.api", importOptions = DoNotIncludeTests.class)
class ArrowsTest {
  @ArchTest
  static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("seam")
          .definedBy("io.github.kvmtck.api")
          .layer("uapi")
          .definedBy("io.github.kvmtck.api.uapi")
          .layer("client")
          .definedBy("io.github.kvmtck.api.client")
          .layer("events")
          .definedBy("io.github.kvmtck.api.events")
          .layer("faults")
          .definedBy("io.github.kvmtck.api.faults")
          .whereLayer("faults")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("seam")
          .mayNotAccessAnyLayer()
          .whereLayer("uapi")
          .mayNotAccessAnyLayer()
          .whereLayer("client")
          .mayOnlyAccessLayers("seam", "uapi")
          .whereLayer("events")
          .mayOnlyAccessLayers("seam", "uapi");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.github.kvmtck.(**)").should().beFreeOfCycles();
}
