package io.github.kvmtck.observe;

import io.github.kvmtck.kvm.LinuxKvmProvider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs on the machine's own KVM; aborts with the reason where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnKvm.Gate.class)
@interface OnKvm {

  final class Gate implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      new LinuxKvmProvider()
          .unavailable()
          .ifPresent(reason -> {
            Assumptions.abort(reason);
          });
    }
  }
}
