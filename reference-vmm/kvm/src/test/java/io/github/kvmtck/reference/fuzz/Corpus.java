package io.github.kvmtck.reference.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Inputs that are kept, one a file, and others drawn from them or by chance. */
final class Corpus {
  private static final Path HOME = Path.of("src/test/resources/corpus");
  private static final int LONGEST = 8000;

  private final List<byte[]> inputs = new ArrayList<>();

  Corpus() throws IOException {
    try (Stream<Path> files = Files.list(HOME)) {
      files.sorted().map(Corpus::bytes).forEach(inputs::add);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<byte[]> inputs() {
    return inputs;
  }

  /** Bytes by chance, or of the corpus with a few changed. */
  byte[] draw(Random random) {
    if (random.nextInt(4) > 0) {
      byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] bytes = inputs.get(random.nextInt(inputs.size())).clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }
}
