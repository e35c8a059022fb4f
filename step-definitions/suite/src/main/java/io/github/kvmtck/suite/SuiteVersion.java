package io.github.kvmtck.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Which suite this is.
 *
 * @param version as Maven counts
 * @param commit of the source it was built from
 */
public record SuiteVersion(String version, Optional<String> commit) {

  /** The version that the build wrote down. */
  public static SuiteVersion current() {
    Properties properties = new Properties();
    try (InputStream in = SuiteVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SuiteVersion(
        properties.getProperty("version", "unknown"),
        Optional.of(properties.getProperty("commit", "")).filter(commit -> !commit.isEmpty()));
  }

  @Override
  public String toString() {
    return version + commit.map(c -> " (" + c + ")").orElse("");
  }
}
