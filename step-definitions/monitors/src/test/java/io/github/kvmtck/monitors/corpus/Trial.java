package io.github.kvmtck.monitors.corpus;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.monitors.Judge;
import io.github.kvmtck.monitors.Monitors;
import io.github.kvmtck.monitors.TheRules;
import io.github.kvmtck.monitors.verdict.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client ran, and was judged.
 *
 * @param status its exit code
 * @param output what it printed
 */
record Trial(Specimen specimen, int status, String output, Judgement judgement) {
  private static final long TIMEOUT = 30;

  /** Compiles a client, runs it, drives it, and judges it by all monitors. */
  static Trial of(Specimen specimen, Carrier carrier, Kernel kernel, Path folder) throws Exception {
    Files.createDirectories(folder);
    Path output = folder.resolve("output");
    Judge judge = new Judge(TheRules.catalogue(), Monitors::all);
    Trace trace = new Trace(judge);
    Carrier.Client client =
        new Carrier.Client(
            List.of(compiled(specimen, folder).toString()), folder, Optional.of(output));
    try (Errands _ = Errands.of(specimen.driven(), folder, trace)) {
      Carrier.Carried carried = carrier.start(client, kernel, trace);
      CompletableFuture<Void> late =
          CompletableFuture.runAsync(
              () -> ProcessHandle.of(carried.pid()).ifPresent(ProcessHandle::destroyForcibly),
              CompletableFuture.delayedExecutor(TIMEOUT, TimeUnit.SECONDS));
      int status = carried.waitFor().orElseThrow();
      late.cancel(false);
      return new Trial(specimen, status, Files.readString(output), judge.conclude());
    }
  }

  private static Path compiled(Specimen specimen, Path folder)
      throws IOException, InterruptedException {
    Path program = folder.resolve("client");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-O1",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-pthread",
                "-o",
                program.toString(),
                specimen.source().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (gcc.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return program;
  }
}
