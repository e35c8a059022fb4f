package io.github.kvmtck.x86.silicon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The captures in a folder: one gzipped file of JSON lines for each opcode. */
final class Cases {
  private static final String SUFFIX = ".jsonl.gz";

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final JsonNode opcodes;

  Cases(Path folder) throws IOException {
    this.folder = folder;
    opcodes = json.readTree(folder.resolve("metadata.json").toFile()).get("opcodes");
  }

  void forEach(Consumer<Case> consumer) throws IOException {
    List<Path> files;
    try (var listing = Files.list(folder)) {
      files = listing.filter(p -> p.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      String opcode = name.substring(0, name.length() - SUFFIX.length());
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          consumer.accept(Case.of(opcode, json.readTree(line)));
        }
      }
    }
  }

  /** Which flags an opcode defines; bits 12 to 15 are the 80286's own. */
  int definedFlags(String opcode) {
    String[] parts = opcode.split("\\.", -1);
    JsonNode node = opcodes.get(parts[0]);
    JsonNode form = parts.length > 1 ? node.get("reg").get(parts[1]) : node;
    return (form.has("flags-mask") ? form.get("flags-mask").asInt() : 0xffff) & 0x0fff;
  }
}
