package io.github.kvmtck.reference.guests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Nanoseconds by what they are of: a file has a line each, and {@code compare} reads two files. */
final class Figures {
  private final Map<String, Double> nanos = new TreeMap<>();

  void put(String name, double value) {
    nanos.put(name, value);
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    nanos.forEach((name, value) -> text.append(value).append('\t').append(name).append('\n'));
    Files.writeString(file, text);
  }
}
