package io.github.kvmtck.x86.silicon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A committed list of cases: {@code opcode hash reason} a line, sorted. */
record Listed(Map<String, String> reasons) {

  static Listed read(String name) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    try (InputStream in = Listed.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no list " + name);
      }
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      if (!lines.equals(lines.stream().sorted().toList())) {
        throw new IOException(name + " is not sorted");
      }
      for (String line : lines) {
        String[] words = line.split(" ", 3);
        if (words.length < 3 || reasons.put(words[1], words[2]) != null) {
          throw new IOException(name + " needs opcode, hash (once) and reason: " + line);
        }
      }
    }
    return new Listed(reasons);
  }

  boolean has(Case c) {
    return reasons.containsKey(c.hash());
  }
}
