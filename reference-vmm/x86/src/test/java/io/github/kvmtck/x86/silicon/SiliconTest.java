package io.github.kvmtck.x86.silicon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The sample of SingleStepTests/80286, captured on a Harris 80C286. */
class SiliconTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void agreesWithSilicon() throws IOException {
    Path data = Path.of(System.getProperty("kvm-tck.data", "../shared/data"), "x86-real-mode-80286");
    Assumptions.assumeTrue(Files.isDirectory(data), () -> "NOT-RUN: no silicon captures in " + data);
    JsonNode metadata = json.readTree(data.resolve("metadata.json").toFile()).get("opcodes");
    Map<String, Integer> bad = new TreeMap<>();
    int total = 0;
    int differing = 0;
    try (Bench bench = new Bench()) {
      List<Path> files;
      try (var listing = Files.list(data)) {
        files = listing.filter(p -> p.toString().endsWith(".jsonl.gz")).sorted().toList();
      }
      for (Path file : files) {
        String opcode = file.getFileName().toString().replace(".jsonl.gz", "");
        int shown = 0;
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Case c = Case.of(opcode, json.readTree(line));
            total++;
            List<String> d = bench.differences(c, mask(metadata, opcode));
            if (!d.isEmpty()) {
              differing++;
              bad.merge(opcode, 1, Integer::sum);
              if (shown++ < 3) {
                System.out.println(opcode + " " + c.name() + " " + c.hash() + " ex " + c.exception() + " " + d);
              }
            }
          }
        }
      }
    }
    System.out.println(total + " cases, " + differing + " differ " + bad);
    assertThat(bad).isEmpty();
  }

  private static int mask(JsonNode metadata, String opcode) {
    String[] parts = opcode.split("\\.", -1);
    JsonNode node = metadata.get(parts[0]);
    if (parts.length > 1) {
      node = node.get("reg").get(parts[1]);
    }
    return node.has("flags-mask") ? node.get("flags-mask").asInt() : 0xffff;
  }
}
