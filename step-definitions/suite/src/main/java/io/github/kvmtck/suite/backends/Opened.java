package io.github.kvmtck.suite.backends;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.suite.UsageException;
import java.util.Optional;

/** A backend that was asked to open. */
public sealed interface Opened extends AutoCloseable {

  KernelProvider provider();

  KernelOptions options();

  /** Gives it back without having run anything. */
  @Override
  default void close() {}

  /** It is there. */
  record Ready(KernelProvider provider, KernelOptions options, Kernel kernel) implements Opened {
    @Override
    public void close() {
      kernel.close();
    }
  }

  /**
   * It cannot run here.
   *
   * @param reason one sentence that says what to do
   */
  record Absent(KernelProvider provider, KernelOptions options, String reason) implements Opened {}

  /**
   * Opens a backend.
   *
   * @throws UsageException for a profile that it does not have
   */
  static Opened open(KernelProvider provider, KernelOptions options) {
    Optional<String> reason = provider.unavailable();
    return reason.isPresent()
        ? new Absent(provider, options, reason.get())
        : new Ready(provider, options, kernel(provider, options));
  }

  /** The kernel of a backend that is there. */
  static Kernel kernel(KernelProvider provider, KernelOptions options) {
    try {
      return provider.open(options);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
