package io.github.kvmtck.reference;

import io.github.kvmtck.api.About;
import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import io.github.kvmtck.reference.mainline.Mainline;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code --backend reference}. */
public final class ReferenceProvider implements KernelProvider {
  @Override
  public String name() {
    return "reference";
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
  public Kernel open(KernelOptions options) {
    return new ReferenceKernel(
        new About(name(), "6.12", "fast-port-io", List.of(), new TreeSet<>(), new TreeMap<>()),
        Mainline.blueprint());
  }
}
