package io.github.kvmtck.cli;

import io.github.kvmtck.reports.yaml.Problem;
import io.github.kvmtck.reports.yaml.Reading;
import io.github.kvmtck.suite.features.Suite;
import io.github.kvmtck.suite.features.SuiteFiles;
import java.io.IOException;
import java.util.stream.Collectors;

/** The suite contradicts itself, so that no verdict of it counts. */
public final class BrokenSuite extends RuntimeException {
  private static final long serialVersionUID = 1;

  private BrokenSuite(String message) {
    super(message);
  }

  /** The suite, where it can be read. */
  static Suite suite(SuiteFiles files) throws IOException {
    return orBroken(Suite.read(files));
  }

  /** What was read, where it could be. */
  public static <T> T orBroken(Reading<T> reading) {
    return switch (reading) {
      case Reading.Good<T>(var value) -> value;
      case Reading.Bad<T>(var problems) ->
          throw new BrokenSuite(
              problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    };
  }
}
