package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.uapi.Signals;
import io.github.kvmtck.linux.Signal;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the process that watches ends, the client goes on. */
@OnPtrace
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndOfWatcherTest {
  private static final String SCRIPT =
      "echo $$; while [ ! -e go ]; do sleep 0.01; done; echo still here > done";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {Signals.SIGINT, Signals.SIGTERM, Signals.SIGKILL})
  void theClientLivesOnWhenASignalEndsTheWatcher(int signal) throws Exception {
    Process watcher = watcher();
    int client;
    try (BufferedReader output = watcher.inputReader(StandardCharsets.US_ASCII)) {
      client = Integer.parseInt(output.readLine());
      assertThat(ProcFiles.tracer(client)).isNotZero();
      Signal.kill((int) watcher.pid(), signal);
      assertThat(watcher.waitFor()).isEqualTo(128 + signal);
      assertThat(ProcFiles.tracer(client)).isZero();
    } finally {
      Files.createFile(folder.resolve("go"));
      watcher.destroyForcibly();
    }
    Await.until(() -> Files.exists(folder.resolve("done")));
    Await.until(() -> Files.readString(folder.resolve("done")).equals("still here\n"));
  }

  /** Who runs the build may ignore SIGINT, as a shell has its background jobs do. */
  private Process watcher() throws Exception {
    return new ProcessBuilder(
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-classpath",
            System.getProperty("java.class.path"),
            Watching.class.getName(),
            SCRIPT,
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
