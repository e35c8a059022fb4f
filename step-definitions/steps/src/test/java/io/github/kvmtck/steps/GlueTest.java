package io.github.kvmtck.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cucumber.junit.platform.engine.Constants;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestStepFinished;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every step of every feature has exactly one meaning. */
class GlueTest {

  @Test
  void everyStepMatchesExactlyOneDefinition() {
    Unmatched.STEPS.clear();
    LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build())
        .execute(dryRun());
    assertThat(Unmatched.STEPS).isEmpty();
    assertThat(Unmatched.SEEN).isNotEmpty();
  }

  private static LauncherDiscoveryRequest dryRun() {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(
            TheSuite.features().stream().map(DiscoverySelectors::selectClasspathResource).toList())
        .configurationParameter(Constants.GLUE_PROPERTY_NAME, "io.github.kvmtck.steps.glue")
        .configurationParameter(Constants.PLUGIN_PROPERTY_NAME, Unmatched.class.getName())
        .configurationParameter(Constants.PLUGIN_PUBLISH_QUIET_PROPERTY_NAME, "true")
        .configurationParameter(Constants.EXECUTION_DRY_RUN_PROPERTY_NAME, "true")
        .build();
  }

  /** Cucumber makes it by its name, so that what it finds has to lie where both can see it. */
  public static final class Unmatched implements ConcurrentEventListener {
    private static final Queue<String> STEPS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    @Override
    public void setEventPublisher(EventPublisher publisher) {
      publisher.registerHandlerFor(TestStepFinished.class, Unmatched::finished);
    }

    private static void finished(TestStepFinished event) {
      if (event.getTestStep() instanceof PickleStepTestStep step) {
        SEEN.add(step.getStep().getText());
        if (List.of(Status.UNDEFINED, Status.AMBIGUOUS).contains(event.getResult().getStatus())) {
          STEPS.add(event.getResult().getStatus() + ": " + step.getStep().getText());
        }
      }
    }
  }
}
