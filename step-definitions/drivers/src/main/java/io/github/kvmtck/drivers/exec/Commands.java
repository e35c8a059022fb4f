package io.github.kvmtck.drivers.exec;

import java.util.List;
import java.util.Map;

/**
 * What the user gives for a VMM without a driver: a shell command for each thing that it can be
 * told. In it {@code {image}}, {@code {folder}}, {@code {vcpus}} and {@code {snapshot}} stand for
 * what an errand says.
 *
 * @param by the command by what it does, which is one of {@link #KNOWN}
 */
public record Commands(Map<String, String> by) {
  /** What a VMM can be told. */
  public static final List<String> KNOWN =
      List.of("pause", "resume", "snapshot", "restore", "migrate", "change-memory", "quit");

  public Commands {
    by = Map.copyOf(by);
  }
}
