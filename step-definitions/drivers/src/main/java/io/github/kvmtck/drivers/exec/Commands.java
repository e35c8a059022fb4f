package io.github.kvmtck.drivers.exec;

import java.util.Map;

/**
 * What the user gives for a VMM without a driver: a shell command for each thing that it can be
 * told. In it {@code {image}}, {@code {folder}}, {@code {vcpus}} and {@code {snapshot}} stand for
 * what an errand says.
 *
 * @param by the command by what it does: {@code start}, {@code restore}, {@code pause}, {@code
 *     resume}, {@code snapshot}, {@code migrate}, {@code change-memory}, {@code quit}
 */
public record Commands(Map<String, String> by) {
  public Commands {
    by = Map.copyOf(by);
  }
}
