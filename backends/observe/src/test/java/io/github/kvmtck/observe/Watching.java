package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that watches a shell script, and does nothing about its own end. */
final class Watching {
  private Watching() {}

  /**
   * Watches a script.
   *
   * @param args the script, and the folder that it runs in
   */
  public static void main(String[] args) throws Exception {
    Command command =
        new Command(
            List.of("sh", "-c", args[0]), System.getenv(), Path.of(args[1]), Map.of(1, 1, 2, 2));
    Observation observation = Observation.of(command, new Trace(new Seen()));
    System.exit(observation.waitFor().orElseThrow());
  }
}
