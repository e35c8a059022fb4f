package io.github.kvmtck.reports.yaml;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One YAML mapping, read key by key.
 *
 * <p>Scalars are taken as the text that stands in the file: an unquoted {@code no} or {@code 1.10}
 * is never turned into something else. A mistake is noted and a harmless value returned, so that
 * reading goes on; {@link #end} notes every key that nobody asked for.
 */
public final class Fields {

  private final YamlFile file;
  private final String what;
  private final int line;
  private final Map<String, Node> unread = new LinkedHashMap<>();

  Fields(YamlFile file, String what, MappingNode mapping) {
    this.file = file;
    this.what = what;
    this.line = YamlFile.line(mapping);
    for (var entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      if (unread.putIfAbsent(key, entry.getValueNode()) != null) {
        file.problem(YamlFile.line(entry.getKeyNode()), what + " has the key " + key + " twice");
      }
    }
  }

  /** The line where the mapping begins, counted from 1. */
  public int line() {
    return line;
  }

  /** A text of one line that must be there. */
  public String text(String key) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      file.problem(line, what + " has no " + key);
    }
    return text.orElse("");
  }

  /** A text of one line that may be absent; present but empty is a mistake. */
  public Optional<String> optionalText(String key) {
    return Optional.ofNullable(unread.remove(key)).map(node -> scalar(key, node));
  }

  /** A sequence of texts; absent is an empty list. */
  public List<String> texts(String key) {
    return items(key).stream().map(node -> scalar(key, node)).toList();
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E instead) {
    int at = lineOf(key);
    String text = text(key);
    if (text.isEmpty()) {
      return instead;
    }
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    String words =
        Arrays.stream(type.getEnumConstants()).map(Fields::word).collect(Collectors.joining(", "));
    file.problem(at, what + " has " + key + " " + text + ", which is none of " + words);
    return instead;
  }

  /** A day as YYYY-MM-DD. */
  public LocalDate date(String key) {
    int at = lineOf(key);
    String text = text(key);
    try {
      return text.isEmpty() ? LocalDate.EPOCH : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      file.problem(at, what + " has " + key + " " + text + ", which is no day like 2027-03-31");
      return LocalDate.EPOCH;
    }
  }

  /**
   * A sequence of mappings that must be there and have at least one element.
   *
   * @param itemName what an element that has an {@code id} is called, followed by that id
   */
  public List<Fields> mappings(String key, String itemName) {
    int at = lineOf(key);
    if (!unread.containsKey(key)) {
      file.problem(at, what + " has no " + key);
      return List.of();
    }
    List<Fields> mappings = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof MappingNode mapping) {
        mappings.add(new Fields(file, name(key, itemName, mapping), mapping));
      } else {
        file.problem(YamlFile.line(item), "an entry of " + key + " is not a mapping of keys");
      }
    }
    return mappings;
  }

  /** The same where it may be absent: no mapping then. */
  public List<Fields> optionalMappings(String key, String itemName) {
    return unread.containsKey(key) ? mappings(key, itemName) : List.of();
  }

  /** Notes a mistake of this mapping that only its reader can see. */
  public void problem(String sentence) {
    file.problem(line, what + " " + sentence);
  }

  /** Notes each key that was not asked for. Call it last. */
  public void end() {
    unread.forEach(
        (key, value) -> file.problem(YamlFile.line(value), what + " has an unknown key " + key));
    unread.clear();
  }

  /** The word that stands for a constant in files: lower case, hyphens. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String name(String key, String itemName, MappingNode mapping) {
    return mapping.getValue().stream()
        .filter(e -> e.getKeyNode() instanceof ScalarNode word && word.getValue().equals("id"))
        .map(e -> e.getValueNode() instanceof ScalarNode id ? itemName + " " + id.getValue() : "")
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("an entry of " + key);
  }

  private List<Node> items(String key) {
    Node node = unread.remove(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      return sequence.getValue();
    }
    file.problem(YamlFile.line(node), what + " has a " + key + " that is not a list of entries");
    return List.of();
  }

  private int lineOf(String key) {
    Node node = unread.get(key);
    return node == null ? line : YamlFile.line(node);
  }

  private String scalar(String key, Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      file.problem(YamlFile.line(node), what + " has a " + key + " that is not a text");
      return "";
    }
    String text = scalar.getValue();
    if (text.isBlank()) {
      file.problem(YamlFile.line(node), what + " has an empty " + key);
    } else if (text.lines().count() > 1 || !text.equals(text.strip())) {
      file.problem(
          YamlFile.line(node),
          what + " has a " + key + " that is not one line; fold a long one with >-");
    }
    return text.strip();
  }
}
