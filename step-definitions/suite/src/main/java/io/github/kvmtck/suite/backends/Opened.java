package io.github.kvmtck.suite.backends;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.suite.Suggestion;
import io.github.kvmtck.suite.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
      throw new UsageException(e.getMessage() + hint(provider.profiles(), options.profile()), e);
    }
  }

  private static String hint(Profiles offered, String profile) {
    if (offered.equals(Profiles.MAINLINE_ONLY)) {
      return "";
    }
    List<String> names =
        Stream.concat(
                offered.profiles().stream().map(Profiles.Profile::name),
                offered.variations().stream().map(Profiles.Variation::name))
            .toList();
    return Arrays.stream(profile.split("\\+", -1))
            .filter(name -> !names.contains(name))
            .findFirst()
            .flatMap(name -> Suggestion.nearest(name, names))
            .map(name -> " Did you mean " + name + "?")
            .orElse("")
        + " `kvm-tck profiles` lists them.";
  }
}
