package io.github.kvmtck.steps;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.drivers.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * The VMM that scenarios are about.
 *
 * @param name what it is called in reports and in the lists of known deviations
 * @param launch how it comes to life
 * @param command its binary, and arguments of the user
 * @param kernel that its calls reach
 * @param proposed opens the same backend with a proposal as well, by the name that scenarios are
 *     tagged with; IllegalArgumentException with one sentence, where it has none of this name
 * @param folder for what it needs and leaves; each start gets a folder of its own in it
 */
public record Subject(
    String name,
    Launch launch,
    List<String> command,
    Kernel kernel,
    Function<String, Kernel> proposed,
    Path folder) {

  public Subject {
    command = List.copyOf(command);
  }

  /** The same on another kernel. */
  public Subject on(Kernel other) {
    return new Subject(name, launch, command, other, proposed, folder);
  }
}
