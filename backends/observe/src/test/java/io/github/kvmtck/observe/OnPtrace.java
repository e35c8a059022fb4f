package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Trace;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Watches processes; aborts with the reason where they may not be traced. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnPtrace.Gate.class)
@interface OnPtrace {

  final class Gate implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
      try {
        Observation.of(Command.of("true"), new Trace(new Seen())).waitFor();
      } catch (CannotObserve refusal) {
        Assumptions.abort(String.valueOf(refusal.getMessage()));
      }
    }
  }
}
