package io.github.kvmtck.api.uapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks a C compiler what the installed headers say of our declarations.
 *
 * @param worth by name, of what the headers have
 * @param missing names that these headers don't have: they are older than the declarations
 * @param release the kernel that the headers are of, as {@code linux/version.h} tells
 */
record Headers(Map<String, String> worth, Set<String> missing, String release) {
  /** An include folder to search before the compiler's own: newer headers than the installed. */
  static final String INCLUDE = "kvm-tck.headers";

  private static final List<String> INCLUDES =
      List.of(
          "fcntl.h",
          "poll.h",
          "signal.h",
          "stddef.h",
          "stdio.h",
          "sys/epoll.h",
          "sys/eventfd.h",
          "sys/mman.h",
          "linux/kvm.h",
          "linux/kvm_para.h",
          "linux/userfaultfd.h",
          "linux/version.h");
  private static final Pattern ERROR = Pattern.compile("^declarations:(\\d+):.* error:", 8);

  /** Why it can't be asked here; empty where it can. */
  static Optional<String> unavailable(Path scratch) throws IOException, InterruptedException {
    try {
      Compiled probe = compile(scratch, List.of());
      return probe.ok()
          ? Optional.empty()
          : Optional.of("the kernel's headers are not installed (linux-libc-dev)");
    } catch (IOException e) {
      return Optional.of("gcc is not installed");
    }
  }

  static Headers ask(Path scratch) throws IOException, InterruptedException {
    List<Declarations.Declaration> asked = new ArrayList<>(Declarations.all().values());
    Set<String> missing = new TreeSet<>();
    Compiled compiled = compile(scratch, asked);
    while (!compiled.ok()) {
      Set<String> unknown =
          compiled.errorLines().stream()
              .map(line -> asked.get(line - 1).name())
              .collect(Collectors.toSet());
      if (unknown.isEmpty()) {
        throw new IllegalStateException(compiled.messages());
      }
      missing.addAll(unknown);
      asked.removeIf(declaration -> unknown.contains(declaration.name()));
      compiled = compile(scratch, asked);
    }
    List<String> lines = run(scratch, scratch.resolve("declarations").toString()).lines().toList();
    Map<String, String> worth = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int end = line.startsWith("struct ") ? line.indexOf(' ', 7) : line.indexOf(' ');
      worth.put(line.substring(0, end), line.substring(end + 1));
    }
    return new Headers(worth, missing, lines.getFirst());
  }

  /**
   * What older headers may tell otherwise: what they don't have, the size of a structure that they
   * know only in part, and padding, which may have been something else.
   */
  Set<String> forgiven(Set<String> names) {
    Set<String> incomplete =
        missing.stream()
            .filter(name -> name.startsWith("struct ") && name.contains("."))
            .map(name -> name.substring(0, name.indexOf('.')))
            .collect(Collectors.toSet());
    return names.stream()
        .filter(name ->
            missing.contains(name)
                || incomplete.contains(name)
                || (!missing.isEmpty() && name.matches(".*\\.(pad|padding|reserved)\\d*")))
        .collect(Collectors.toSet());
  }

  private record Compiled(boolean ok, String messages) {
    Set<Integer> errorLines() {
      return ERROR
          .matcher(messages)
          .results()
          .map((MatchResult error) -> Integer.valueOf(error.group(1)))
          .collect(Collectors.toSet());
    }
  }

  private static Compiled compile(Path scratch, List<Declarations.Declaration> declarations)
      throws IOException, InterruptedException {
    StringBuilder source = new StringBuilder("#define _GNU_SOURCE\n");
    INCLUDES.forEach(header -> source.append("#include <").append(header).append(">\n"));
    source.append("int main(void) {\n");
    source.append(
        "printf(\"%d.%d.%d\\n\", LINUX_VERSION_CODE >> 16, LINUX_VERSION_CODE >> 8 & 255,");
    source.append(" LINUX_VERSION_CODE & 255);\n");
    source.append("#line 1 \"declarations\"\n");
    declarations.forEach(declaration -> source.append(declaration.statement()).append('\n'));
    source.append("return 0; }\n");
    Path file = Files.writeString(scratch.resolve("declarations.c"), source);
    List<String> command = new ArrayList<>(List.of("gcc", "-w", "-fmax-errors=0"));
    Optional.ofNullable(System.getProperty(INCLUDE))
        .ifPresent(folder -> command.addAll(List.of("-isystem", folder)));
    command.addAll(List.of("-o", scratch.resolve("declarations").toString(), file.toString()));
    Path messages = scratch.resolve("messages");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start()
            .waitFor();
    return new Compiled(exit == 0, Files.readString(messages));
  }

  private static String run(Path scratch, String... command)
      throws IOException, InterruptedException {
    Path output = scratch.resolve("output");
    int exit = new ProcessBuilder(command).redirectOutput(output.toFile()).start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(command[0] + " ended with " + exit);
    }
    return Files.readString(output);
  }
}
