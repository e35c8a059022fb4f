package io.github.kvmtck.suite.verdicts;

import io.cucumber.plugin.event.Status;
import io.github.kvmtck.api.client.UnexpectedErrno;
import io.github.kvmtck.reports.Verdict;
import io.github.kvmtck.steps.NotApplicable;
import io.github.kvmtck.steps.NotExercised;
import io.github.kvmtck.suite.verdicts.StepReport.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Gives the verdict of a scenario from what its steps and hooks reported.
 *
 * <p>Only a failed assertion speaks against the backend, and a call that the kernel refuses where
 * the rule is put to the test. Everything else that goes wrong says that the suite could not do its
 * work, and must not be taken for either conformance or its absence.
 */
public final class Judge {
  private static final int FRAMES = 12;

  private Judge() {}

  /**
   * The verdict.
   *
   * @param reports in the order in which they happened
   */
  public static Judgement judge(List<StepReport> reports) {
    Judgement judgement = judgeSteps(reports.stream().filter(r -> !isLeft(r)).toList());
    for (StepReport leak : reports.stream().filter(Judge::isLeft).toList()) {
      judgement = judgement.failedBy(fault(leak) + leak.where() + ": " + summary(leak.error()));
    }
    return judgement;
  }

  private static Judgement judgeSteps(List<StepReport> reports) {
    return first(reports, Judge::unwritten)
        .map(Judge::broken)
        .or(() -> first(reports, report -> report.status() == Status.FAILED).map(Judge::failed))
        .or(() -> first(reports, Judge::aborted).map(Judge::gated))
        .or(() -> first(reports, report -> report.status() != Status.PASSED).map(Judge::broken))
        .orElseGet(() -> reports.stream().anyMatch(Judge::isStep) ? Judgement.PASS : empty());
  }

  private static Optional<StepReport> first(
      List<StepReport> reports, Predicate<StepReport> condition) {
    return reports.stream().filter(condition).findFirst();
  }

  /** A step without a meaning spoils the scenario wherever it stands, reached or not. */
  private static boolean unwritten(StepReport report) {
    return switch (report.status()) {
      case UNDEFINED, AMBIGUOUS, PENDING -> true;
      case PASSED, SKIPPED, FAILED, UNUSED -> false;
    };
  }

  /** A hook found something that the scenario left behind, whatever its steps said. */
  private static boolean isLeft(StepReport report) {
    return report.phase() == Phase.AFTER && report.error() instanceof AssertionError;
  }

  private static boolean aborted(StepReport report) {
    return report.error() instanceof TestAbortedException;
  }

  private static boolean isStep(StepReport report) {
    return report.phase() == Phase.SETUP || report.phase() == Phase.TEST;
  }

  private static Judgement failed(StepReport report) {
    Throwable error = report.error();
    return speaksAgainstTheBackend(report)
        ? new Judgement(Verdict.FAIL, Optional.empty(), List.of(located(report, summary(error))))
        : new Judgement(
            Verdict.BROKEN,
            Optional.of(fault(report) + report.where() + ": " + summary(error)),
            List.of(located(report, trace(error))));
  }

  private static boolean speaksAgainstTheBackend(StepReport report) {
    return switch (report.phase()) {
      case BEFORE, AFTER -> false;
      case SETUP -> report.error() instanceof AssertionError;
      case TEST ->
          report.error() instanceof AssertionError || report.error() instanceof UnexpectedErrno;
    };
  }

  private static String fault(StepReport report) {
    return switch (report.phase()) {
      case BEFORE, SETUP -> "the set-up failed, ";
      case TEST -> "a step failed without an assertion, ";
      case AFTER -> "the clean-up failed, ";
    };
  }

  private static Judgement gated(StepReport report) {
    Throwable error = report.error();
    Verdict verdict =
        switch (error) {
          case NotApplicable _ -> Verdict.NOT_APPLICABLE;
          case NotExercised _ -> Verdict.NOT_EXERCISED;
          case null, default -> Verdict.NOT_RUN;
        };
    return Judgement.of(verdict, summary(error));
  }

  private static Judgement broken(StepReport report) {
    String status = report.status().name().toLowerCase(Locale.ROOT);
    String reason = report.where() + " is " + status;
    Throwable error = report.error();
    return error == null
        ? Judgement.of(Verdict.BROKEN, reason)
        : new Judgement(
            Verdict.BROKEN, Optional.of(reason), List.of(located(report, error.getMessage())));
  }

  private static Judgement empty() {
    return Judgement.of(Verdict.BROKEN, "the scenario has no step");
  }

  private static String located(StepReport report, @Nullable String text) {
    return report.where() + "\n" + (text == null ? "no message" : text.strip());
  }

  private static String summary(@Nullable Throwable error) {
    if (error == null) {
      return "no reason given";
    }
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getName() : message.strip();
  }

  private static String trace(@Nullable Throwable error) {
    if (error == null) {
      return "no exception";
    }
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(FRAMES).collect(Collectors.joining("\n"));
  }
}
