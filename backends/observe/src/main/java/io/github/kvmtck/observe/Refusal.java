package io.github.kvmtck.observe;

import io.github.kvmtck.api.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a process may not be traced. */
final class Refusal {
  private static final Path YAMA = Path.of("/proc/sys/kernel/yama/ptrace_scope");

  private Refusal() {}

  static CannotObserve of(Errno errno) {
    return new CannotObserve(
        errno == Errno.EPERM || errno == Errno.EACCES
            ? sentence(scope())
            : "ptrace(2) can't be used here (" + errno + "): this kernel or sandbox lacks it.");
  }

  static String sentence(String scope) {
    return switch (scope) {
      case "2" ->
          "Only root may trace here (kernel.yama.ptrace_scope is 2): run as root or set it to 1.";
      case "3" ->
          "Nobody may trace here (kernel.yama.ptrace_scope is 3) until the machine starts again"
              + " with another value.";
      default ->
          "This sandbox does not permit ptrace(2): allow it, in a container with"
              + " --cap-add=SYS_PTRACE.";
    };
  }

  private static String scope() {
    try {
      return Files.readString(YAMA).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
