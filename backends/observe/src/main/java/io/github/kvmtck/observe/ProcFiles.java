package io.github.kvmtck.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What /proc says of a task; nothing where the task is gone. */
final class ProcFiles {
  private static final Path PROC = Path.of("/proc");

  private ProcFiles() {}

  /** Its name (proc(5), comm). */
  static String name(int tid) {
    return read(tid, "comm").strip();
  }

  /** The process that it is a thread of; the task itself where it is gone. */
  static int process(int tid) {
    return status(tid, "Tgid:").orElse(tid);
  }

  /** The task that traces it; 0 where none does. */
  static int tracer(int tid) {
    return status(tid, "TracerPid:").orElse(0);
  }

  private static Optional<Integer> status(int tid, String field) {
    return read(tid, "status")
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> Integer.parseInt(line.substring(field.length()).strip()))
        .findFirst();
  }

  /** The arguments of its program. */
  static List<String> command(int pid) {
    return read(pid, "cmdline").isEmpty() ? List.of() : List.of(read(pid, "cmdline").split("\0"));
  }

  /** Whether a process has a descriptor. */
  static boolean hasDescriptor(int pid, int fd) {
    return Files.isSymbolicLink(file(pid, "fd/" + fd));
  }

  private static Path file(int tid, String name) {
    return PROC.resolve(Integer.toString(tid)).resolve(name);
  }

  private static String read(int tid, String name) {
    try {
      return Files.readString(file(tid, name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
