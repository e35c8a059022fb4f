package io.github.kvmtck.reports.journal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.kvmtck.reports.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a journal back.
 *
 * @param standing where the run stands
 * @param length bytes of complete lines; what follows them was torn by the end of the JVM
 */
record JournalFile(Standing standing, long length) {

  static final int FORMAT = 2;

  /**
   * A line counts when its line feed is there: each is written in one piece, and that comes last.
   */
  static JournalFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] != '\n') {
      length--;
    }
    List<String> lines = new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      throw new JournalException(file, 1, "the journal holds no complete line");
    }
    ObjectReader reader = Json.mapper().readerFor(Event.class);
    Standing standing = start(file, reader, lines.getFirst());
    for (int i = 1; i < lines.size(); i++) {
      Event event = event(file, i + 1, reader, lines.get(i));
      try {
        standing.take(event);
      } catch (IllegalStateException e) {
        throw new JournalException(file, i + 1, String.valueOf(e.getMessage()));
      }
    }
    return new JournalFile(standing, length);
  }

  private static Standing start(Path file, ObjectReader reader, String line) throws IOException {
    if (!(event(file, 1, reader, line) instanceof Event.RunStarted start)) {
      throw new JournalException(file, 1, "a journal begins with run-started");
    }
    if (start.format() != FORMAT) {
      throw new JournalException(
          file, 1, "this is format " + start.format() + " and this suite reads " + FORMAT);
    }
    return new Standing(start);
  }

  private static Event event(Path file, int number, ObjectReader reader, String line)
      throws IOException {
    try {
      return reader.readValue(line);
    } catch (JacksonException e) {
      throw new JournalException(
          file, number, "this is no event of a journal: " + e.getOriginalMessage());
    }
  }
}
