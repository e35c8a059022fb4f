package io.github.kvmtck.reference;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.api.Profiles;
import io.github.kvmtck.reference.variation.Variations;
import java.util.Optional;

/** {@code --backend reference}. */
public final class ReferenceProvider implements KernelProvider {
  /** As {@code --backend} calls it. */
  static final String NAME = "reference";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the project's own emulator of KVM";
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Profiles profiles() {
    return Variations.profiles();
  }

  @Override
  public Kernel open(KernelOptions options) {
    if (!options.proposals().isEmpty()) {
      throw new IllegalArgumentException(
          "--implements is for patched kernels: the reference implements the proposals that its"
              + " profile names.");
    }
    return ReferenceKernel.with(Variations.named(options.profile()));
  }
}
