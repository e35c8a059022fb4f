package io.github.kvmtck.steps;

import io.github.kvmtck.reports.catalogue.Catalogue;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The suite as it lies on the class path of the tests: files before {@code package}, then a jar.
 */
final class TheSuite {
  private static final String ROOT = "io/github/kvmtck/features/";

  private TheSuite() {}

  static Catalogue catalogue() {
    return Catalogue.read(folder("rules")).orThrow();
  }

  /** The folder {@code rules}, {@code kvm}, {@code vmm} or {@code expected}. */
  static Path folder(String name) {
    String resource = "/" + ROOT + name;
    URL url = Objects.requireNonNull(TheSuite.class.getResource(resource), resource);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        // A file system of its own, open until this JVM ends: the one that belongs to the URI is
        // Cucumber's to open and close.
        Path file = Path.of(jar.getJarFileURL().toURI());
        return FileSystems.newFileSystem(file).getPath(ROOT + name);
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Every feature of {@code kvm}, as a class path resource. */
  static List<String> features() {
    return features("kvm");
  }

  /** Every feature of a folder, as a class path resource. */
  static List<String> features(String folder) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.map(file -> ROOT + folder + "/" + file.getFileName()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
