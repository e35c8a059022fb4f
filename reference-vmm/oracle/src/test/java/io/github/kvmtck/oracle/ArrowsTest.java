package io.github.kvmtck.oracle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What the oracle may know. */
class ArrowsTest {
  @Test
  void onlyTheProcessorAndTheSystemCalls() {
    noClasses()
        .that()
        .resideInAPackage("io.github.kvmtck.oracle")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.github.kvmtck.api..", "io.github.kvmtck.reference..")
        .check(new ClassFileImporter().importPackages("io.github.kvmtck.oracle"));
  }
}
