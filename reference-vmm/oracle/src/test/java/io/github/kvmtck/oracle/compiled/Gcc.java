package io.github.kvmtck.oracle.compiled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The compiler, and what it compiled when Linux runs it. */
final class Gcc {
  private static final Path SOURCES = Path.of("src", "test", "c");

  private final Path directory;

  Gcc(Path directory) {
    this.directory = directory;
  }

  /** Why nothing can be compiled here; empty where gcc works. */
  static Optional<String> unavailable() {
    try {
      Process process = new ProcessBuilder("gcc", "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0 ? Optional.empty() : Optional.of("gcc --version failed");
    } catch (IOException missing) {
      return Optional.of("gcc is not installed");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /** The program as an ELF file for the bench. */
  byte[] guest(String program, Build build) throws IOException {
    return Files.readAllBytes(compile(program, build.guest(), "guest.S"));
  }

  /** What the program prints as a process of this machine. */
  String natively(String program, Build build) throws IOException {
    return run(List.of(compile(program, build.natively(), "native.S").toString()));
  }

  private Path compile(String program, List<String> options, String start) throws IOException {
    Path result = directory.resolve(program);
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(options);
    for (String source : List.of(start, "runtime.c", "print.c", program + ".c")) {
      command.add(SOURCES.resolve(source).toString());
    }
    command.addAll(List.of("-o", result.toString()));
    run(command);
    return result;
  }

  private String run(List<String> command) throws IOException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command.getFirst() + " did not end in 60 s");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException(stop);
    }
    String said = Files.readString(output, StandardCharsets.ISO_8859_1);
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
