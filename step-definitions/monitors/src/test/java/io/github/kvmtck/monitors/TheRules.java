package io.github.kvmtck.monitors;

import io.github.kvmtck.reports.catalogue.Catalogue;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Objects;

/** The catalogue on the class path of the tests: files before {@code package}, then a jar. */
public final class TheRules {
  private static final String FOLDER = "io/github/kvmtck/features/rules";
  private static final Catalogue CATALOGUE = Catalogue.read(folder()).orThrow();

  private TheRules() {}

  public static Catalogue catalogue() {
    return CATALOGUE;
  }

  private static Path folder() {
    URL url = Objects.requireNonNull(TheRules.class.getResource("/" + FOLDER), FOLDER);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        Path file = Path.of(jar.getJarFileURL().toURI());
        return FileSystems.newFileSystem(file).getPath(FOLDER);
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException | IOException e) {
      throw new AssertionError(e);
    }
  }
}
