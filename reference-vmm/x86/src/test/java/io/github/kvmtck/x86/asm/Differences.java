package io.github.kvmtck.x86.asm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The explained differences to GNU binutils. An entry has to be exact: every difference matches an
 * entry, all that matches an entry differs, and each entry occurs in every mode that it names.
 */
final class Differences {
  private static final Pattern BAR = Pattern.compile(" +\\| +");

  private final List<String> lines;
  private final List<Entry> entries;
  private final Set<Entry> seen = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  /** What is compared. */
  enum Kind {
    /** Assembled bytes. */
    BYTES,
    /** as refuses what we take. */
    REFUSED,
    /** Printed text. */
    TEXT
  }

  private record Entry(Kind kind, Set<String> modes, Pattern pattern, String reason) {
    boolean covers(Kind what, int codeBits, String text) {
      return kind == what
          && modes.contains(Integer.toString(codeBits))
          && pattern.matcher(text).matches();
    }
  }

  private Differences(List<String> lines) {
    this.lines = lines;
    entries = lines.stream().map(Differences::entry).toList();
  }

  static Differences read(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Differences.class.getResourceAsStream(resource), resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Differences(text.lines().filter(line -> !line.startsWith("#")).toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Entry entry(String line) {
    String[] columns = BAR.split(line, 4);
    return new Entry(
        Kind.valueOf(columns[0]),
        Set.copyOf(Arrays.asList(columns[1].split(",", -1))),
        Pattern.compile(columns[2]),
        columns[3]);
  }

  /** The lines without comments. */
  List<String> lines() {
    return lines;
  }

  /** Notes whether a line differs. */
  void compare(Kind kind, int codeBits, String text, boolean differs, String detail) {
    List<Entry> covering =
        entries.stream().filter(entry -> entry.covers(kind, codeBits, text)).toList();
    seen.addAll(covering);
    if (differs && covering.isEmpty()) {
      faults.add("%s %d-bit: %s: %s".formatted(kind, codeBits, text, detail));
    } else if (!differs && !covering.isEmpty()) {
      faults.add("%s %d-bit: %s does not differ: %s".formatted(kind, codeBits, text, covering));
    }
  }

  /** Everything that is wrong with the list, after all lines of a mode were compared. */
  List<String> faults(int codeBits) {
    List<String> all = new ArrayList<>(faults);
    entries.stream()
        .filter(entry -> entry.modes().contains(Integer.toString(codeBits)))
        .filter(entry -> !seen.contains(entry))
        .forEach(entry -> all.add("never met in %d-bit code: %s".formatted(codeBits, entry)));
    return all;
  }
}
