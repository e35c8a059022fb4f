package io.github.kvmtck.observe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client that is to be started.
 *
 * @param argv the program, found as execvp(3) finds it, and its arguments
 * @param environment all of it
 * @param folder that it starts in
 * @param standard by 0, 1 and 2, the descriptor of this process that is its input, output or error
 */
public record Command(
    List<String> argv,
    Map<String, String> environment,
    Path folder,
    Map<Integer, Integer> standard) {

  public Command {
    if (argv.isEmpty() || !List.of(0, 1, 2).containsAll(standard.keySet())) {
      throw new IllegalArgumentException(argv + " with descriptors " + standard.keySet());
    }
  }

  /** As this process's own shell would start it: its environment, folder and terminal. */
  public static Command of(String... argv) {
    return new Command(
        List.of(argv), System.getenv(), Path.of("").toAbsolutePath(), Map.of(0, 0, 1, 1, 2, 2));
  }

  /** The same with another standard descriptor. */
  public Command with(int number, int descriptor) {
    Map<Integer, Integer> other = new TreeMap<>(standard);
    other.put(number, descriptor);
    return new Command(argv, environment, folder, Map.copyOf(other));
  }
}
