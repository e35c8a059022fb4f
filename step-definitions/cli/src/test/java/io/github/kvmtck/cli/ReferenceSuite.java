package io.github.kvmtck.cli;

import static io.cucumber.junit.platform.engine.Constants.GLUE_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.JUNIT_PLATFORM_NAMING_STRATEGY_PROPERTY_NAME;
import static io.cucumber.junit.platform.engine.Constants.PLUGIN_PUBLISH_QUIET_PROPERTY_NAME;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.reports.catalogue.Catalogue;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.Mount;
import io.github.kvmtck.suite.backends.Backends;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.platform.suite.api.AfterSuite;
import org.junit.platform.suite.api.BeforeSuite;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The features on the reference, as JUnit's tests: in the build, and in an editor. */
@Suite
@IncludeEngines("cucumber")
@SelectPackages("io.github.kvmtck.features.kvm")
@ConfigurationParameter(key = GLUE_PROPERTY_NAME, value = "io.github.kvmtck.steps.glue")
@ConfigurationParameter(key = JUNIT_PLATFORM_NAMING_STRATEGY_PROPERTY_NAME, value = "long")
@ConfigurationParameter(key = PLUGIN_PUBLISH_QUIET_PROPERTY_NAME, value = "true")
class ReferenceSuite {
  /** JUnit makes no instance of a suite, so that what lies between its two hooks is static. */
  private static final AtomicReference<@Nullable Running> RUNNING = new AtomicReference<>();

  private record Running(Kernel kernel, Mount mount) {}

  private record OnReference(Kernel kernel, Catalogue catalogue) implements Bench {}

  @BeforeSuite
  static void mount() throws IOException {
    Kernel kernel = Backends.installed().named("reference").open(KernelOptions.MAINLINE);
    Catalogue catalogue = BrokenSuite.suite(SuiteFiles.KVM).catalogue();
    RUNNING.set(new Running(kernel, Bench.mount(new OnReference(kernel, catalogue))));
  }

  @AfterSuite
  static void close() {
    Running running = RUNNING.getAndSet(null);
    if (running != null) {
      running.mount().close();
      running.kernel().close();
    }
  }
}
