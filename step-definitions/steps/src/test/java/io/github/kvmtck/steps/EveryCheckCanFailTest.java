package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.junit.platform.engine.Constants;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestCaseFinished;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reports.catalogue.Catalogue;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs scenarios that expect what does not happen: each must fail, with the words it is named by.
 */
class EveryCheckCanFailTest {

  @Test
  void aCheckThatDoesNotHoldFailsAndSaysWhy() {
    Messages.BY_NAME.clear();
    try (Kernel kernel = reference();
        Mount _ = Bench.mount(new OneKernel(kernel, TheSuite.catalogue()))) {
      run();
    }
    assertThat(Messages.BY_NAME).isNotEmpty();
    assertThat(new TreeMap<>(Messages.BY_NAME))
        .allSatisfy((name, message) -> assertThat(message).contains(name));
    assertThat(Messages.BY_NAME.values())
        .allSatisfy(message ->
            assertThat(message)
                .startsWith("COMP-01: An exit that needs completion is unfinished")
                .contains("expected:", "observed:", "source:", "call:"));
  }

  private static void run() {
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    DiscoverySelectors.selectClasspathResource(
                        "io/github/kvmtck/steps/wrong/wrong.feature"))
                .configurationParameter(Constants.GLUE_PROPERTY_NAME, "io.github.kvmtck.steps.glue")
                .configurationParameter(Constants.PLUGIN_PROPERTY_NAME, Messages.class.getName())
                .configurationParameter(Constants.PLUGIN_PUBLISH_QUIET_PROPERTY_NAME, "true")
                .build());
  }

  private static Kernel reference() {
    return ServiceLoader.load(KernelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("reference"))
        .findFirst()
        .orElseThrow()
        .open(KernelOptions.MAINLINE);
  }

  private record OneKernel(Kernel kernel, Catalogue catalogue) implements Bench {}

  /** Cucumber makes it by its name, so that what it hears has to lie where both can see it. */
  public static final class Messages implements ConcurrentEventListener {
    private static final Map<String, String> BY_NAME = new ConcurrentHashMap<>();

    @Override
    public void setEventPublisher(EventPublisher publisher) {
      publisher.registerHandlerFor(
          TestCaseFinished.class,
          event -> BY_NAME.put(event.getTestCase().getName(), message(event)));
    }

    private static String message(TestCaseFinished event) {
      Throwable error = event.getResult().getError();
      return error instanceof AssertionError ? String.valueOf(error.getMessage()) : "" + error;
    }
  }
}
