package io.github.kvmtck.monitors.faults;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.KernelProvider;
import java.util.ServiceLoader;

/** The reference, found as a backend is. */
final class Reference {
  private Reference() {}

  static Kernel open() {
    return ServiceLoader.load(KernelProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals("reference"))
        .findFirst()
        .orElseThrow()
        .open(KernelOptions.MAINLINE);
  }
}
