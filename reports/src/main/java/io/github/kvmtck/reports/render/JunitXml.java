package io.github.kvmtck.reports.render;

import io.github.kvmtck.reports.Outcome;
import io.github.kvmtck.reports.Run;
import io.github.kvmtck.reports.RunInfo;
import io.github.kvmtck.reports.ScenarioResult;
import io.github.kvmtck.reports.Summary;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}, the form that continuous integration reads.
 *
 * <p>One test case a scenario, named by its id. FAIL and an unexpected pass are a failure, BROKEN
 * is an error, everything that neither passed nor failed is skipped, an expected failure too.
 */
public final class JunitXml implements Renderer {

  public static final String FILE = "junit.xml";

  @Override
  public String name() {
    return FILE;
  }

  @Override
  public void render(Run run, Path folder) throws IOException {
    try (Writer file = Files.newBufferedWriter(folder.resolve(FILE))) {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(file);
      xml.writeStartDocument("UTF-8", "1.0");
      suite(xml, run);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private static void suite(XMLStreamWriter xml, Run run) throws XMLStreamException {
    Summary summary = Summary.of(run);
    int failures = summary.count(Outcome.FAILED) + summary.count(Outcome.UNEXPECTED_PASS);
    int errors = summary.count(Outcome.BROKEN);
    int ran = failures + errors + summary.count(Outcome.PASSED);
    start(xml, "testsuite");
    attribute(xml, "name", "kvm-tck." + run.info().backend());
    attribute(xml, "timestamp", run.info().startedAt().toString());
    attribute(xml, "time", seconds(Duration.between(run.info().startedAt(), run.endedAt())));
    attribute(xml, "tests", String.valueOf(run.results().size()));
    attribute(xml, "failures", String.valueOf(failures));
    attribute(xml, "errors", String.valueOf(errors));
    attribute(xml, "skipped", String.valueOf(run.results().size() - ran));
    properties(xml, run.info());
    for (ScenarioResult result : run.results()) {
      testcase(xml, run, result);
    }
    if (!run.unmatched().isEmpty()) {
      text(xml, "system-err", String.join("\n", Phrases.unmatched(run)));
    }
    xml.writeEndElement();
  }

  private static void properties(XMLStreamWriter xml, RunInfo info) throws XMLStreamException {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("suite.version", info.suiteVersion());
    properties.put("suite.digest", info.suiteDigest());
    properties.put("profile", info.profile());
    properties.put("seed", String.valueOf(info.seed()));
    properties.put("kernel", info.environment().kernelRelease());
    info.environment().vendorModule().ifPresent(v -> properties.put("vendor.module", v));
    properties.put("cpu", info.environment().cpuModel());
    properties.put("jdk", info.environment().jdk());
    start(xml, "properties");
    for (var property : properties.entrySet()) {
      start(xml, "property");
      attribute(xml, "name", property.getKey());
      attribute(xml, "value", property.getValue());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void testcase(XMLStreamWriter xml, Run run, ScenarioResult result)
      throws XMLStreamException {
    start(xml, "testcase");
    attribute(xml, "name", result.scenario().id());
    attribute(xml, "classname", "kvm-tck." + result.backend() + "." + result.scenario().rule());
    attribute(xml, "time", seconds(result.duration()));
    String why = Phrases.why(run, result);
    Outcome outcome = run.outcome(result);
    switch (outcome) {
      case PASSED -> {}
      case FAILED, UNEXPECTED_PASS, BROKEN -> {
        start(xml, outcome == Outcome.BROKEN ? "error" : "failure");
        attribute(xml, "message", why);
        attribute(xml, "type", outcome.toString());
        xml.writeCharacters(clean(Phrases.details(result)));
        xml.writeEndElement();
      }
      case EXPECTED_FAILURE, NOT_APPLICABLE, NOT_RUN, NOT_EXERCISED -> {
        start(xml, "skipped");
        attribute(xml, "message", why);
        xml.writeEndElement();
      }
    }
    text(xml, "system-out", output(result));
    xml.writeEndElement();
  }

  private static String output(ScenarioResult result) {
    String observations =
        result.observations().stream()
            .map(o -> "\nobserved " + o.key() + ": " + o.value())
            .collect(Collectors.joining());
    String attachments =
        result.attachments().stream()
            .map(a -> "\n" + a.name() + ":\n" + a.text())
            .collect(Collectors.joining());
    return result.scenario().name()
        + "\n"
        + result.scenario().sentence()
        + "\n"
        + result.scenario().location()
        + observations
        + attachments;
  }

  private static void start(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement(name);
  }

  private static void text(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    start(xml, name);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  /** XML 1.0 has no way to write a control character; guest output and kernel logs have them. */
  private static String clean(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
