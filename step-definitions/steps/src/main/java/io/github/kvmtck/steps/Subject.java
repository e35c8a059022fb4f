package io.github.kvmtck.steps;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.drivers.Launch;
import java.nio.file.Path;
import java.util.List;

/**
 * The VMM that scenarios are about.
 *
 * @param name what it is called in reports and in the lists of known deviations
 * @param launch how it comes to life
 * @param command its binary, and arguments of the user
 * @param kernel that its calls reach
 * @param folder for what it needs and leaves; each start gets a folder of its own in it
 */
public record Subject(
    String name, Launch launch, List<String> command, Kernel kernel, Path folder) {

  public Subject {
    command = List.copyOf(command);
  }

  /** The same on another kernel. */
  public Subject on(Kernel other) {
    return new Subject(driver, command, carrier, other, folder, patience);
  }
}
