package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.RuleId;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.Scenario;
import io.github.kvmtck.reports.ScenarioResult;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * {@code allure-results}, written through Allure's own library.
 *
 * <p>FAIL and an unexpected pass are failed, BROKEN is broken, and everything else that did not
 * pass is skipped with the reason as its message: an expected failure is no success, and it is
 * nothing that somebody has to look at either.
 */
public final class AllureResults implements Renderer {

  public static final String FOLDER = "allure-results";

  @Override
  public String name() {
    return FOLDER;
  }

  @Override
  public void render(Run run, Path folder) throws IOException {
    Path results = folder.resolve(FOLDER);
    clear(results);
    AllureResultsWriter writer = new FileSystemResultsWriter(results);
    for (ScenarioResult result : run.results()) {
      writer.write(test(run, result, writer));
    }
    AllureSetting.write(run, results);
  }

  private static TestResult test(Run run, ScenarioResult result, AllureResultsWriter writer) {
    Scenario scenario = result.scenario();
    // The backend is a part of the identity: Allure takes two results of one history id for a
    // first try and a retry, and shows only the later one.
    String identity = uuid(result.backend() + "\n" + scenario.id());
    long start = result.startedAt().toEpochMilli();
    return new TestResult()
        .setUuid(identity)
        .setHistoryId(identity)
        .setTestCaseId(uuid(scenario.id()))
        .setFullName(scenario.id())
        .setName(scenario.name())
        .setDescriptionHtml(AllureSetting.description(result))
        .setLabels(labels(result))
        .setLinks(links(result))
        .setParameters(List.of(parameter("backend", result.backend())))
        .setStatus(status(run.outcome(result)))
        .setStatusDetails(details(run, result))
        .setAttachments(attachments(identity, result, writer))
        .setStage(Stage.FINISHED)
        .setStart(start)
        .setStop(start + result.duration().toMillis());
  }

  static Status status(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> Status.PASSED;
      case FAILED, UNEXPECTED_PASS -> Status.FAILED;
      case BROKEN -> Status.BROKEN;
      case EXPECTED_FAILURE, NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED -> Status.SKIPPED;
    };
  }

  private static StatusDetails details(Run run, ScenarioResult result) {
    StatusDetails details = new StatusDetails().setMessage(Phrases.why(run, result));
    return result.messages().isEmpty() ? details : details.setTrace(Phrases.details(result));
  }

  private static List<Label> labels(ScenarioResult result) {
    Scenario scenario = result.scenario();
    String rule = scenario.rule() + " " + scenario.sentence();
    Stream<Label> fixed =
        Stream.of(
            label("epic", RuleId.family(scenario.rule())),
            label("feature", scenario.feature()),
            label("story", rule),
            label("parentSuite", result.backend()),
            label("suite", scenario.feature()),
            label("subSuite", rule),
            label("backend", result.backend()),
            label("verdict", result.verdict().toString()));
    Stream<Label> tags =
        scenario.tags().stream().map(tag -> label("tag", tag.replaceFirst("^@", "")));
    return Stream.concat(fixed, tags).toList();
  }

  /** A file of the suite is no link: the page may stand anywhere. The message names it. */
  private static List<Link> links(ScenarioResult result) {
    return result.expectation().stream()
        .filter(e -> e.link().matches("https?:.*"))
        .map(e -> new Link().setName(e.reason()).setUrl(e.link()).setType("issue"))
        .toList();
  }

  private static List<Attachment> attachments(
      String identity, ScenarioResult result, AllureResultsWriter writer) {
    List<Attachment> attachments = new ArrayList<>();
    for (var attachment : result.attachments()) {
      String source = identity + "-" + attachments.size() + "-attachment.txt";
      byte[] bytes = attachment.text().getBytes(StandardCharsets.UTF_8);
      writer.write(source, new ByteArrayInputStream(bytes));
      attachments.add(
          new Attachment()
              .setName(attachment.name())
              .setType(attachment.mediaType())
              .setSource(source)
              .setSize((long) bytes.length));
    }
    return attachments;
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }

  private static Parameter parameter(String name, String value) {
    return new Parameter().setName(name).setValue(value);
  }

  /** The same for the same text on every machine, so that reports of two days can be compared. */
  private static String uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void clear(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
