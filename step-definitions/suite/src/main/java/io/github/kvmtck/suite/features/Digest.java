package io.github.kvmtck.suite.features;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/** SHA-256 over files in the order they are given: what a report names the suite by. */
final class Digest {
  private final MessageDigest sha;

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  byte[] file(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    sha.update(String.valueOf(file.getFileName()).getBytes(UTF_8));
    sha.update(bytes);
    return bytes;
  }

  /** The files of a folder by name; none where there is no such folder. */
  void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        file(file);
      }
    }
  }

  String hex() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
