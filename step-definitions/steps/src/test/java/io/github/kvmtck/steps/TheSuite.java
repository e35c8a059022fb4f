package io.github.kvmtck.steps;

import io.github.kvmtck.reports.catalogue.Catalogue;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The suite as it lies on the class path of the tests, where it is files and not a jar. */
final class TheSuite {

  private TheSuite() {}

  static Catalogue catalogue() {
    return Catalogue.read(folder("rules")).orThrow();
  }

  /** The folder {@code rules}, {@code kvm} or {@code expected}. */
  static Path folder(String name) {
    String resource = "/io/github/kvmtck/features/" + name;
    URL url = Objects.requireNonNull(TheSuite.class.getResource(resource), resource);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
