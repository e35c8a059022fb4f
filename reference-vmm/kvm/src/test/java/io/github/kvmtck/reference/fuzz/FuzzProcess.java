package io.github.kvmtck.reference.fuzz;

import java.util.Random;

/**
 * Fuzzes in a JVM of its own, which may crash: that is what a host address that outlives its slot
 * would do.
 */
final class FuzzProcess {
  private static final long NANOS = 1_000_000_000L;

  private FuzzProcess() {}

  /** Arguments: for how many seconds, and the seed. */
  public static void main(String... args) throws Exception {
    long end = System.nanoTime() + Long.parseLong(args[0]) * NANOS;
    Random random = new Random(Long.parseLong(args[1]));
    Corpus corpus = new Corpus();
    try (Fuzzer fuzzer = new Fuzzer()) {
      while (System.nanoTime() < end) {
        fuzzer.run(corpus.draw(random));
      }
      System.out.printf("%,d streams%n", fuzzer.streams());
      fuzzer.ends().forEach((what, count) -> System.out.printf("%,12d %s%n", count, what));
    }
    System.exit(0);
  }
}
