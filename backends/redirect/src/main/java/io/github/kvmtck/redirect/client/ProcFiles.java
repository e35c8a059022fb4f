package io.github.kvmtck.redirect.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** What /proc tells of processes and threads, read once when they are first seen. */
final class ProcFiles {
  private ProcFiles() {}

  /** A number of /proc/TID/status; empty where the thread is gone. */
  static OptionalInt status(int tid, String key) {
    String prefix = key + ":\t";
    return read("/proc/" + tid + "/status")
        .lines()
        .filter(line -> line.startsWith(prefix))
        .mapToInt(line -> Integer.parseInt(line.substring(prefix.length())))
        .findFirst();
  }

  /** What a thread calls itself. */
  static String name(int tid) {
    return read("/proc/" + tid + "/comm").strip();
  }

  static List<String> command(int pid) {
    return List.of(read("/proc/" + pid + "/cmdline").split("\0"));
  }

  /** Other after every exec: where the stack and the program are. */
  static String image(int pid) {
    return read("/proc/" + pid + "/auxv");
  }

  private static String read(String path) {
    try {
      return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
