package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.suite.UsageException;
import java.util.ServiceLoader;

/** What carries clients' calls, found by its service. */
final class Carriers {
  private Carriers() {}

  /**
   * The carrier to a backend.
   *
   * @throws UsageException where none is installed
   */
  static Carrier to(String backend) {
    return ServiceLoader.load(Carrier.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(carrier -> carrier.carries(backend))
        .findFirst()
        .orElseThrow(() ->
            new UsageException("Nothing here carries the calls of a VMM to " + backend + "."));
  }
}
