package io.github.kvmtck.redirect.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What /proc tells of processes and threads, read once when they are first seen. */
final class ProcFiles {
  private static final String RUNNING = "running";

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

  /** The stack pointer of a thread that waits in a system call; empty where it is gone. */
  static OptionalLong stackPointer(int tid) {
    String line = read("/proc/" + tid + "/syscall");
    while (line.startsWith(RUNNING)) {
      // It has told of the call, and is about to sleep.
      Thread.onSpinWait();
      line = read("/proc/" + tid + "/syscall");
    }
    String[] words = line.strip().split(" ", -1);
    return words.length < 2
        ? OptionalLong.empty()
        : OptionalLong.of(Long.decode(words[words.length - 2]));
  }

  private static String read(String path) {
    try {
      return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
