package io.github.kvmtck.suite.features;

import java.io.Closeable;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a suite are: {@code rules}, {@code expected} and folders of features under one
 * root of the class path, and the packages of their glue.
 *
 * @param root with slashes and none at the end
 * @param folders of features under the root
 * @param glue packages that Cucumber searches for step definitions
 */
public record SuiteFiles(String root, List<String> folders, List<String> glue) {

  /** What a KVM implementation owes. */
  public static final SuiteFiles KVM =
      new SuiteFiles(
          "io/github/kvmtck/features", List.of("kvm"), List.of("io.github.kvmtck.steps.glue"));

  /** What a VMM owes. */
  public static final SuiteFiles VMM =
      new SuiteFiles(
          "io/github/kvmtck/features", List.of("vmm"), List.of("io.github.kvmtck.steps.vmm"));

  private static final String RULES = "rules";

  /** Opens the root as a folder, in a directory or in a jar alike. */
  Opened open() throws IOException {
    URL url = SuiteFiles.class.getClassLoader().getResource(root + "/" + RULES);
    if (url == null) {
      throw new IOException("the class path has no " + root + "/" + RULES);
    }
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        // A file system of its own: the one that belongs to the URI is Cucumber's to open and
        // close.
        URI file = jar.getJarFileURL().toURI();
        FileSystem zip = FileSystems.newFileSystem(Path.of(file));
        return new Opened(zip.getPath(root), zip);
      }
      return new Opened(Path.of(url.toURI()).resolveSibling(""), null);
    } catch (URISyntaxException e) {
      throw new IOException(url + " cannot be read", e);
    }
  }

  /** Reads one file of the root. */
  public <T> T read(String name, Function<Path, T> reader) throws IOException {
    try (Opened opened = open()) {
      return reader.apply(opened.root().resolve(name));
    }
  }

  /** The root, for as long as it is open. */
  record Opened(Path root, @Nullable FileSystem jar) implements Closeable {
    @Override
    public void close() throws IOException {
      if (jar != null) {
        jar.close();
      }
    }
  }
}
