package io.github.kvmtck.reference.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Random;

/**
 * Fuzzes in a JVM of its own, which may crash: that is what a host address that outlives its slot
 * would do.
 */
final class FuzzProcess {
  private static final long NANOS = 1_000_000_000L;

  private FuzzProcess() {}

  /** Arguments: for how many seconds, and the seed; or a file with an input. */
  public static void main(String... args) throws Exception {
    Corpus corpus = new Corpus();
    try (Fuzzer fuzzer = new Fuzzer(args.length == 1 ? Fuzzer.LONG : Fuzzer.SHORT)) {
      if (args.length == 1) {
        fuzzer.run(Files.readAllBytes(Path.of(args[0])));
      } else {
        long end = System.nanoTime() + Long.parseLong(args[0]) * NANOS;
        fuzzer.run(drawn(corpus, new Random(Long.parseLong(args[1])), end));
      }
      System.out.printf("%,d streams%n", fuzzer.streams());
      fuzzer.ends().forEach((what, count) -> System.out.printf("%,12d %s%n", count, what));
    }
    System.exit(0);
  }

  private static Iterator<byte[]> drawn(Corpus corpus, Random random, long end) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return System.nanoTime() < end;
      }

      @Override
      public byte[] next() {
        return corpus.draw(random);
      }
    };
  }
}
