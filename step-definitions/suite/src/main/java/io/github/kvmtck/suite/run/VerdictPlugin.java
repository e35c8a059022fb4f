package io.github.kvmtck.suite.run;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EmbedEvent;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.HookTestStep;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Result;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCaseFinished;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestStepFinished;
import io.cucumber.plugin.event.WriteEvent;
import io.github.kvmtck.reports.ScenarioResult.Attachment;
import io.github.kvmtck.reports.ScenarioResult.Observation;
import io.github.kvmtck.steps.Attachments;
import io.github.kvmtck.steps.Bench;
import io.github.kvmtck.suite.verdicts.StepReport;
import io.github.kvmtck.suite.verdicts.StepReport.Phase;
import java.nio.charset.StandardCharsets;

/**
 * The one listener that verdicts come from. Cucumber makes it by its name, on a thread of the run.
 */
public final class VerdictPlugin implements ConcurrentEventListener {
  private final Recorder recorder = ((RunBench) Bench.mounted()).recorder();

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestCaseStarted.class, this::started);
    publisher.registerHandlerFor(TestStepFinished.class, this::step);
    publisher.registerHandlerFor(EmbedEvent.class, this::embedded);
    publisher.registerHandlerFor(WriteEvent.class, this::written);
    publisher.registerHandlerFor(TestCaseFinished.class, this::finished);
  }

  private void started(TestCaseStarted event) {
    var place = event.getTestCase();
    recorder.started(place.getUri(), place.getLocation().getLine(), event.getInstant());
  }

  private void step(TestStepFinished event) {
    recorder.here().ifPresent(running -> running.report(report(running, event)));
  }

  private static StepReport report(Running running, TestStepFinished event) {
    var result = event.getResult();
    return switch (event.getTestStep()) {
      case PickleStepTestStep written -> {
        var step = written.getStep();
        String where =
            "\""
                + step.getKeyword().strip()
                + " "
                + step.getText()
                + "\" (line "
                + step.getLine()
                + ")";
        yield new StepReport(
            running.phaseOf(step), where, status(written, result), result.getError());
      }
      case HookTestStep hook -> {
        Phase phase =
            switch (hook.getHookType()) {
              case BEFORE -> Phase.BEFORE;
              case AFTER -> Phase.AFTER;
              case BEFORE_STEP, AFTER_STEP -> Phase.TEST;
            };
        String where = "hook " + hook.getCodeLocation();
        yield new StepReport(phase, where, result.getStatus(), result.getError());
      }
      default ->
          new StepReport(
              Phase.TEST,
              event.getTestStep().getCodeLocation(),
              result.getStatus(),
              result.getError());
    };
  }

  /** Behind a failure Cucumber skips a step before it looks whether the step has a meaning. */
  private static Status status(PickleStepTestStep written, Result result) {
    boolean meaning = written.getPattern() != null;
    return result.getStatus() == Status.SKIPPED && !meaning ? Status.UNDEFINED : result.getStatus();
  }

  private void embedded(EmbedEvent event) {
    String name = event.getName() == null ? "attachment" : event.getName();
    String text = new String(event.getData(), StandardCharsets.UTF_8);
    recorder
        .here()
        .ifPresent(running -> {
          switch (event.getMediaType()) {
            case Attachments.OBSERVATION -> running.observe(Observation.fact(name, text));
            case Attachments.COUNT -> running.observe(Observation.count(name, text));
            case String other -> running.attach(new Attachment(name, other, text));
          }
        });
  }

  private void written(WriteEvent event) {
    recorder
        .here()
        .ifPresent(running -> running.attach(new Attachment("log", "text/plain", event.getText())));
  }

  private void finished(TestCaseFinished event) {
    recorder.here().ifPresent(running -> recorder.finished(running, event.getInstant()));
  }
}
