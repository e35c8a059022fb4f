package io.github.kvmtck.api.uapi;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One member of a structure or union, as C declares it.
 *
 * @param name empty for an anonymous union or structure, whose members count as the outer one's
 * @param extents of an array, outermost first; 0 for a flexible array member, none for no array
 */
public record Member(String name, Type type, List<Integer> extents) {
  private static final Pattern DECLARATOR = Pattern.compile("(\\w+)((?:\\[\\d*])*)");
  private static final Pattern EXTENT = Pattern.compile("\\[(\\d*)]");

  /**
   * @param declarator {@code name}, {@code name[8]}, {@code name[8][16]} or {@code name[]}
   */
  static Member of(Type type, String declarator) {
    Matcher matcher = DECLARATOR.matcher(declarator);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a C declarator: " + declarator);
    }
    List<Integer> extents =
        EXTENT
            .matcher(matcher.group(2))
            .results()
            .map(extent -> extent.group(1).isEmpty() ? 0 : Integer.parseInt(extent.group(1)))
            .toList();
    return new Member(matcher.group(1), type, extents);
  }

  static Member anonymous(Type type) {
    return new Member("", type, List.of());
  }

  boolean isAnonymous() {
    return name.isEmpty();
  }

  boolean isArray() {
    return !extents.isEmpty();
  }

  /** In bytes, with all elements. */
  long size() {
    return extents.stream().reduce(1, (a, b) -> a * b) * type.size();
  }
}
