package io.github.kvmtck.api.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every size, offset, request number and constant against C: what a compiler makes of the installed
 * headers, and the table {@code numbers.txt}, which is what one made of the newest.
 *
 * <p>To renew the table: {@code ./mvnw -pl backends/api test -Dtest=GoldenTest
 * -Dkvm-tck.headers=FOLDER -Dkvm-tck.numbers=FILE} with an include folder of that kernel.
 */
class GoldenTest {
  private static final String RENEW = "kvm-tck.numbers";

  @Test
  void theInstalledHeadersAgree(@TempDir Path scratch, TestReporter report) throws Exception {
    Headers.unavailable(scratch).ifPresent(Assumptions::abort);
    Headers headers = Headers.ask(scratch);
    report.publishFile(
        "headers.txt", MediaType.TEXT_PLAIN_UTF_8, file -> Files.write(file, summary(headers)));
    Map<String, String> ours = ours();
    headers.forgiven(ours.keySet()).forEach(ours::remove);
    Map<String, String> theirs = new TreeMap<>(headers.worth());
    headers.forgiven(theirs.keySet()).forEach(theirs::remove);
    assertThat(differences(ours, theirs)).isEmpty();
    String file = System.getProperty(RENEW);
    if (file != null) {
      renew(Path.of(file), headers);
    }
  }

  @Test
  void theNumbersOfTheNewestHeadersAgree() throws IOException {
    assertThat(differences(ours(), table())).isEmpty();
  }

  private static List<String> summary(Headers headers) {
    return Stream.concat(
            Stream.of("Linux " + headers.release() + " has not yet:"), headers.missing().stream())
        .toList();
  }

  private static List<String> differences(Map<String, String> ours, Map<String, String> theirs) {
    SortedSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(ours.get(name), theirs.get(name)))
        .map(name -> name + ": " + ours.get(name) + " in Java, " + theirs.get(name) + " in C")
        .toList();
  }

  private static Map<String, String> ours() {
    return Declarations.all().values().stream()
        .collect(
            Collectors.toMap(
                Declarations.Declaration::name,
                Declarations.Declaration::worth,
                (a, b) -> a,
                TreeMap::new));
  }

  private static Map<String, String> table() throws IOException {
    try (InputStream numbers = GoldenTest.class.getResourceAsStream("numbers.txt")) {
      return new String(Objects.requireNonNull(numbers).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }
  }

  private static void renew(Path file, Headers headers) throws IOException {
    assertThat(headers.missing()).as("what these headers lack").isEmpty();
    StringBuilder text = new StringBuilder("# Linux " + headers.release() + ", x86-64, by gcc\n");
    new TreeMap<>(headers.worth())
        .forEach((name, worth) -> text.append(name).append('\t').append(worth).append('\n'));
    Files.writeString(file, text);
  }
}
