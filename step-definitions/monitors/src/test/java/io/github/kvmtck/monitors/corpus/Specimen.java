package io.github.kvmtck.monitors.corpus;

import static java.util.stream.Collectors.joining;

import io.github.kvmtck.monitors.verdict.Finding.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A client of the corpus: a C file that begins with a comment. Its first paragraph says what the
 * client does; then come lines {@code key: value}.
 *
 * @param source the C file
 * @param about what it does
 * @param breaks the rule that it breaks; empty where it is clean
 * @param level as what that is reported
 * @param also rules about which the same calls are a warning as well
 * @param driven what a driver tells it, one after the other; none where it goes by itself
 * @param on the backends that can show it
 * @param kernel the profile that it needs of the reference, or {@link Corpus#LATER}
 */
record Specimen(
    Path source,
    String about,
    Optional<String> breaks,
    Level level,
    List<String> also,
    List<String> driven,
    List<String> on,
    String kernel) {

  static final String MAINLINE = "mainline";
  static final Path FOLDER = Path.of("src/test/c");
  private static final Pattern HEAD = Pattern.compile("\\A/\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("([a-z]+): +(.+)");

  /** All of them: the faulty ones, then the clean ones. */
  static List<Specimen> all() throws IOException {
    List<Specimen> all = new ArrayList<>(in("faulty"));
    all.addAll(in("clean"));
    return all;
  }

  private static List<Specimen> in(String folder) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().map(Specimen::read).toList();
    }
  }

  private static Specimen read(Path source) {
    Matcher head = HEAD.matcher(text(source));
    if (!head.find()) {
      throw new IllegalArgumentException(source + " does not begin with a comment");
    }
    List<String> about = new ArrayList<>();
    Map<String, String> keys = new TreeMap<>();
    for (String line : head.group(1).lines().toList()) {
      String words = line.strip().replaceFirst("^\\*", "").strip();
      Matcher key = LINE.matcher(words);
      if (key.matches()) {
        keys.put(key.group(1), key.group(2));
      } else if (!words.isEmpty()) {
        about.add(words);
      }
    }
    return new Specimen(
        source,
        about.stream().collect(joining(" ")),
        Optional.ofNullable(keys.get("breaks")),
        Level.valueOf(keys.getOrDefault("as", "violation").toUpperCase(Locale.ROOT)),
        words(keys.getOrDefault("also", "")),
        words(keys.getOrDefault("driven", "")),
        words(keys.getOrDefault("on", "kvm reference")),
        keys.getOrDefault("kernel", MAINLINE));
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static String text(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether a real kernel can serve it. */
  boolean isForMainline() {
    return kernel.equals(MAINLINE);
  }

  boolean isFaulty() {
    return source.getParent().endsWith("faulty");
  }

  /** {@code save-without-completion}. */
  String name() {
    return source.getFileName().toString().replaceFirst("\\.c$", "");
  }

  /** {@code faulty/save-without-completion}. */
  @Override
  public String toString() {
    return source.getParent().getFileName() + "/" + name();
  }
}
