package io.github.kvmtck.redirect;

import io.github.kvmtck.linux.Platform;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Needs Linux with seccomp and a C compiler; aborts with the reason where one is missing. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnRedirect.Gate.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@interface OnRedirect {

  final class Gate implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
      Platform.unavailable()
          .ifPresent(reason -> {
            Assumptions.abort(reason);
          });
      Assumptions.assumeTrue(
          Stream.of(System.getenv("PATH").split(":", -1))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc"))),
          "gcc is not installed: there is no client to serve");
      Assumptions.assumeTrue(
          Files.readString(Path.of("/proc/sys/kernel/seccomp/actions_avail"))
              .contains("user_notif"),
          "this kernel has no seccomp user notification");
    }
  }
}
