package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Unistd;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a client ended, and what it wrote.
 *
 * @param status its exit code
 */
record Outcome(int status, String output) {

  /** Starts a client, and lets it write to a file. */
  static Observation start(Command command, Path output, Trace trace) throws Exception {
    if (!Files.exists(output)) {
      Files.createFile(output);
    }
    int fd = Fcntl.open(output.toString(), Fcntl.O_RDWR | Fcntl.O_CLOEXEC);
    assertThat(fd).isPositive();
    try {
      return Observation.of(command.with(1, fd), trace);
    } finally {
      Unistd.close(fd);
    }
  }

  /** Runs a client to its end. */
  static Outcome of(Command command, Path folder, Seen seen) throws Exception {
    Path output = Files.createTempDirectory(folder, "run").resolve("output");
    int status = start(command, output, new Trace(seen)).waitFor().orElseThrow();
    return new Outcome(status, Files.readString(output));
  }
}
