package io.github.kvmtck.suite.backends;

import io.github.kvmtck.suite.UsageException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * A jar that brings a backend, with a class loader of its own: what it depends on stands in the jar
 * and meets nothing of the suite's.
 */
public record Plugin(Path jar, ClassLoader loader) {

  /**
   * Opens a jar.
   *
   * @throws UsageException where the file cannot be read as one
   */
  public static Plugin open(Path jar) {
    if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) {
      throw new UsageException("The plug-in " + jar + " is not a file that can be read.");
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      URL[] urls = {jar.toUri().toURL()};
      String name = "plug-in " + jar.getFileName() + " of " + zip.size() + " entries";
      return new Plugin(jar, new URLClassLoader(name, urls, Plugin.class.getClassLoader()));
    } catch (IOException e) {
      throw new UsageException("The plug-in " + jar + " is no jar: " + e.getMessage(), e);
    }
  }
}
