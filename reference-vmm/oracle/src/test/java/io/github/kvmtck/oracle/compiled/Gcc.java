package io.github.kvmtck.oracle.compiled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The compiler, and what it compiled when Linux runs it. */
final class Gcc {
  private static final Path SOURCES = Path.of("src", "test", "c");

  private final Path directory;
  private final Map<List<String>, Path> compiled = new HashMap<>();

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
    return Files.readAllBytes(link(program, "guest", build.guest(), build.guestLink()));
  }

  /** What the program prints as a process of this machine. */
  String natively(String program, Build build) throws IOException {
    Path linked = link(program, "native", build.natively(), build.nativeLink());
    return run(directory, List.of(linked.toString()));
  }

  private Path link(String program, String start, List<String> compile, List<String> link)
      throws IOException {
    Path objects = objects(compile);
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(link);
    for (String object : List.of(start, "runtime", "print", program)) {
      command.add(object + ".o");
    }
    command.addAll(List.of("-o", program + "." + start));
    run(objects, command);
    return objects.resolve(program + "." + start);
  }

  /** All sources compiled with the options, once. */
  private Path objects(List<String> options) throws IOException {
    Path known = compiled.get(options);
    if (known != null) {
      return known;
    }
    Path objects = Files.createDirectory(directory.resolve("build" + compiled.size()));
    List<String> command = new ArrayList<>(List.of("gcc", "-c"));
    command.addAll(options);
    try (DirectoryStream<Path> sources = Files.newDirectoryStream(SOURCES, "*.{c,S}")) {
      sources.forEach(source -> command.add(source.toAbsolutePath().toString()));
    }
    run(objects, command);
    compiled.put(options, objects);
    return objects;
  }

  private String run(Path where, List<String> command) throws IOException {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(where.toFile())
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
