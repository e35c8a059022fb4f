package io.github.kvmtck.redirect;

import io.github.kvmtck.linux.Spawn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A client to start.
 *
 * @param words the program, looked for in PATH where it has no slash, and its arguments
 * @param environment what it gets besides this process's own, or instead of it
 * @param directory that it starts in; empty for this process's own
 * @param descriptors by their number in the client, the descriptor of this process that it is; 0, 1
 *     and 2 are inherited
 */
public record Command(
    List<String> words,
    Map<String, String> environment,
    Optional<Path> directory,
    Map<Integer, Integer> descriptors) {

  public Command {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("A command needs a program to start.");
    }
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
    descriptors = Map.copyOf(descriptors);
  }

  /** With everything inherited. */
  public static Command of(String... words) {
    return new Command(List.of(words), Map.of(), Optional.empty(), Map.of());
  }

  Spawn.Program program() {
    Map<String, String> all = new TreeMap<>(System.getenv());
    all.putAll(environment);
    return new Spawn.Program(words, all, directory.orElse(Path.of("")), descriptors, true);
  }
}
