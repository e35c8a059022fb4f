package io.github.kvmtck.reports.yaml;

import java.nio.file.Path;

/**
 * One mistake in an input file.
 *
 * @param line counted from 1
 * @param sentence one clear sentence without file and line
 */
public record Problem(Path file, int line, String sentence) {

  /** {@code file:line: sentence}, which editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + sentence;
  }
}
