package io.github.kvmtck.api;

import java.util.Optional;

/**
 * How a backend is found: a {@link java.util.ServiceLoader} service, on the class path or in a jar
 * given with {@code --plugin}.
 */
public interface KernelProvider {

  /** What {@code --backend} calls it: lower case, one word. */
  String name();

  /** One line for lists and help. */
  String description();

  /**
   * Why this backend can't run here, as one sentence that says what to do; empty where it can. Must
   * be cheap and leave nothing behind.
   */
  Optional<String> unavailable();

  /** What {@code --profile} takes with this backend, for lists. Costs nothing. */
  default Profiles profiles() {
    return Profiles.MAINLINE_ONLY;
  }

  /**
   * Opens the kernel.
   *
   * @throws IllegalArgumentException with one clear sentence, for a profile that this backend does
   *     not have or whose parts conflict
   */
  Kernel open(KernelOptions options);
}
