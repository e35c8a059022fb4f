package io.github.kvmtck.steps;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.events.Carrier;
import io.github.kvmtck.drivers.Driver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The VMM that scenarios are about.
 *
 * @param command its binary, and arguments of the user
 * @param carrier of its calls
 * @param kernel that they reach
 * @param folder for what it needs and leaves; each start gets a folder of its own in it
 * @param patience how long it may take to answer a command
 */
public record Subject(
    Driver driver,
    List<String> command,
    Carrier carrier,
    Kernel kernel,
    Path folder,
    Duration patience) {

  public Subject {
    command = List.copyOf(command);
  }
}
