package io.github.kvmtck.reports.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Reads rendered files as their consumers do: scenario id to status, in the words of the format.
 */
final class ReadBack {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KTAP =
      Pattern.compile("(ok|not ok) (\\d+) ([^# ]+)(?: # (SKIP|XFAIL|ERROR)?.*)?");
  private static final Pattern ROW = Pattern.compile("\\| ([^ |]+/[^ |]+) \\| ([^|]+) \\|.*");
  private static final Set<String> JUNIT = Set.of("failure", "error", "skipped");

  private ReadBack() {}

  static Map<String, String> json(Path folder) throws IOException {
    Map<String, String> statuses = new TreeMap<>();
    for (JsonNode entry : JSON.readTree(folder.resolve("results.json").toFile()).get("scenarios")) {
      statuses.put(entry.get("id").asText(), entry.get("outcome").asText());
    }
    return statuses;
  }

  static Map<String, String> allure(Path results) throws IOException {
    Map<String, String> statuses = new TreeMap<>();
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
        JsonNode test = JSON.readTree(file.toFile());
        statuses.put(test.get("fullName").asText(), test.get("status").asText());
      }
    }
    return statuses;
  }

  static Map<String, String> junit(Path folder) throws Exception {
    Map<String, String> statuses = new TreeMap<>();
    var cases = xml(folder).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      Element test = (Element) cases.item(i);
      Optional<String> child =
          JUNIT.stream().filter(n -> test.getElementsByTagName(n).getLength() > 0).findFirst();
      statuses.put(test.getAttribute("name"), child.orElse(""));
    }
    return statuses;
  }

  static Document xml(Path folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("junit.xml").toFile());
  }

  static Map<String, String> ktap(Path folder) throws IOException {
    Map<String, String> statuses = new TreeMap<>();
    int number = 0;
    for (String line : Files.readAllLines(folder.resolve("results.ktap"))) {
      if (line.startsWith("#") || line.startsWith("KTAP version 1") || line.startsWith("1..")) {
        continue;
      }
      Matcher matcher = KTAP.matcher(line);
      number++;
      if (!matcher.matches() || Integer.parseInt(matcher.group(2)) != number) {
        throw new IllegalStateException("no result line " + number + ": " + line);
      }
      String directive = matcher.group(4) == null ? "" : " " + matcher.group(4);
      statuses.put(matcher.group(3), matcher.group(1) + directive);
    }
    return statuses;
  }

  static Map<String, String> markdown(Path folder) throws IOException {
    Map<String, String> statuses = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("summary.md"))) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        statuses.put(matcher.group(1), matcher.group(2));
      }
    }
    return statuses;
  }
}
