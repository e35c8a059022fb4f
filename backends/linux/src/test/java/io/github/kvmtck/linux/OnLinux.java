package io.github.kvmtck.linux;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Aborts with the reason where this JVM can't make Linux system calls. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnLinux.Gate.class)
@interface OnLinux {

  final class Gate implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      Platform.unavailable()
          .ifPresent(reason -> {
            Assumptions.abort(reason);
          });
    }
  }
}
