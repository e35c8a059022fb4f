package io.github.kvmtck.kvm.host;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads a directory of /proc whose entries may go while they are read. */
final class Links {
  private Links() {}

  /** What each entry points to; an entry that is gone or may not be read is left out. */
  static Map<String, String> in(Path directory) {
    Map<String, String> links = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        read(entry, links);
      }
    } catch (IOException e) {
      return links;
    }
    return links;
  }

  private static void read(Path entry, Map<String, String> links) {
    try {
      links.put(entry.getFileName().toString(), Files.readSymbolicLink(entry).toString());
    } catch (IOException gone) {
      // Left out.
    }
  }
}
