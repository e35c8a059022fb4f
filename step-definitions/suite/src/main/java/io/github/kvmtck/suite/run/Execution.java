package io.github.kvmtck.suite.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathResource;

import io.cucumber.junit.platform.engine.Constants;
import io.cucumber.junit.platform.engine.CucumberTestEngine;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.steps.Mount;
import io.github.kvmtck.suite.features.Entry;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One start of Cucumber's engine, for scenarios that share a kernel. */
final class Execution {
  private final SuiteFiles files;
  private final RunBench bench;
  private final int jobs;
  private final long seed;
  private final CancellationToken cancellation = CancellationToken.create();

  Execution(SuiteFiles files, RunBench bench, int jobs, long seed) {
    this.files = files;
    this.bench = bench;
    this.jobs = jobs;
    this.seed = seed;
  }

  /** How it came to its end. */
  sealed interface End {

    /**
     * The engine has nothing more to run.
     *
     * @param problem what kept it from running something
     */
    record Over(Optional<String> problem) implements End {}

    /** A scenario could not be stopped. The others that were in flight have their verdicts. */
    record GivenUp() implements End {}
  }

  /** Runs scenarios until all are over or one of them hangs for good. */
  End run(Collection<Entry> entries) throws InterruptedException {
    Set<Entry.Place> places = entries.stream().map(Entry::place).collect(Collectors.toSet());
    // A thread of its own, so that a scenario which hangs for good hangs nobody else. The threads
    // that execute scenarios inherit its bench.
    CompletableFuture<End> over =
        CompletableFuture.supplyAsync(
            () -> new End.Over(launch(places)),
            task -> Thread.ofPlatform().daemon().name("scenarios").start(task));
    End how = over.applyToEither(bench.recorder().givenUp(), Function.identity()).join();
    if (how instanceof End.GivenUp) {
      cancellation.cancel();
    }
    bench.recorder().settle();
    return how;
  }

  private Optional<String> launch(Set<Entry.Place> places) {
    Problems problems = new Problems();
    try (Mount _ = Bench.mount(bench)) {
      launcher()
          .execute(
              LauncherExecutionRequestBuilder.request(request(places))
                  .listeners(problems)
                  .cancellationToken(cancellation)
                  .build());
    } catch (RuntimeException e) {
      // JUnit reports a glue that does not load this way: it is the suite that is broken.
      return Optional.of(sentence(e));
    }
    return Optional.ofNullable(problems.first);
  }

  /** What lies at the bottom of it, in one line: what wraps it are names of JUnit's own. */
  private static String sentence(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  /** Nothing that happens to be on the class path takes part. */
  private static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new CucumberTestEngine())
            .build());
  }

  private LauncherDiscoveryRequest request(Set<Entry.Place> places) {
    List<String> resources = places.stream().map(Entry.Place::resource).distinct().toList();
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .filters(only(places))
            .configurationParameter(Constants.GLUE_PROPERTY_NAME, String.join(",", files.glue()))
            .configurationParameter(Constants.PLUGIN_PROPERTY_NAME, VerdictPlugin.class.getName())
            .configurationParameter(Constants.PLUGIN_PUBLISH_QUIET_PROPERTY_NAME, "true")
            .configurationParameter(Constants.EXECUTION_ORDER_PROPERTY_NAME, "random")
            .configurationParameter(
                Constants.EXECUTION_ORDER_RANDOM_SEED_PROPERTY_NAME, Long.toString(seed));
    for (String resource : resources) {
      request.selectors(selectClasspathResource(resource));
    }
    if (jobs > 1) {
      request
          .configurationParameter(Constants.PARALLEL_EXECUTION_ENABLED_PROPERTY_NAME, "true")
          .configurationParameter(Constants.PARALLEL_CONFIG_STRATEGY_PROPERTY_NAME, "fixed")
          .configurationParameter(
              Constants.PARALLEL_CONFIG_FIXED_PARALLELISM_PROPERTY_NAME, Integer.toString(jobs))
          .configurationParameter(
              Constants.PARALLEL_CONFIG_FIXED_MAX_POOL_SIZE_PROPERTY_NAME, Integer.toString(jobs));
    }
    return request.build();
  }

  private static PostDiscoveryFilter only(Set<Entry.Place> places) {
    return descriptor ->
        descriptor.isTest()
            ? FilterResult.includedIf(place(descriptor).filter(places::contains).isPresent())
            : FilterResult.included("a container");
  }

  private static Optional<Entry.Place> place(TestDescriptor descriptor) {
    return descriptor
        .getSource()
        .filter(ClasspathResourceSource.class::isInstance)
        .map(ClasspathResourceSource.class::cast)
        .flatMap(source ->
            source
                .getPosition()
                .map(at -> new Entry.Place(source.getClasspathResourceName(), at.getLine())));
  }

  /** What went wrong outside of any scenario. */
  private static final class Problems implements TestExecutionListener {
    private @Nullable String first;

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isContainer() && first == null) {
        first = result.getThrowable().map(Execution::sentence).orElse(null);
      }
    }
  }
}
