package io.github.kvmtck.linux;

import java.util.Locale;
import java.util.Optional;

/** Whether this JVM can make Linux x86-64 system calls. */
public final class Platform {
  private Platform() {}

  /** Why it can't, as one sentence that says what to do; empty where it can. */
  public static Optional<String> unavailable() {
    return unavailable(
        System.getProperty("os.name", "?"), System.getProperty("os.arch", "?"), Platform.class);
  }

  static Optional<String> unavailable(String system, String architecture, Class<?> caller) {
    if (!system.toLowerCase(Locale.ROOT).equals("linux")
        || !(architecture.equals("amd64") || architecture.equals("x86_64"))) {
      return Optional.of(
          "Real KVM needs Linux on an x86-64 processor, and this JVM reports %s on %s: use the"
                  .formatted(system, architecture)
              + " reference backend here.");
    }
    Module module = caller.getModule();
    if (!module.isNativeAccessEnabled()) {
      return Optional.of(
          "This JVM may not call native functions: start it with --enable-native-access=%s."
              .formatted(module.isNamed() ? module.getName() : "ALL-UNNAMED"));
    }
    return Optional.empty();
  }
}
