package io.github.kvmtck.cli.kick;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a vCPU that is inside KVM_RUN takes to return when it is asked to: by a signal on real
 * KVM and on the reference, and by what was proposed on the reference. The subjects take turns, so
 * that they meet the same load. It prints medians and their ratio to real KVM's.
 */
public final class KickBenchmark {
  private static final int WARM_UP = 1500;
  private static final int ROUNDS = 1500;

  private KickBenchmark() {}

  /** Runs it. */
  public static void main(String... args) throws Exception {
    List<Subject> subjects = new ArrayList<>();
    try {
      for (Guest guest : Guest.values()) {
        for (Way way : Way.values()) {
          Subject.open(way, guest).ifPresent(subjects::add);
        }
      }
      for (int i = 0; i < WARM_UP; i++) {
        subjects.forEach(Subject::round);
      }
      long[][] nanos = new long[subjects.size()][ROUNDS];
      String before = load();
      for (int i = 0; i < ROUNDS; i++) {
        for (int s = 0; s < subjects.size(); s++) {
          nanos[s][i] = subjects.get(s).round();
        }
      }
      print(subjects, nanos);
      System.out.println("load average " + before + " before, " + load() + " after");
    } finally {
      subjects.forEach(Subject::close);
    }
  }

  private static void print(List<Subject> subjects, long[][] nanos) {
    System.out.println("guest  asked by                median µs   90 % µs   × real KVM");
    double[] real = new double[Guest.values().length];
    for (int s = 0; s < subjects.size(); s++) {
      Subject subject = subjects.get(s);
      Arrays.sort(nanos[s]);
      double median = micros(nanos[s], 0.5);
      int guest = subject.guest().ordinal();
      if (subject.way() == Way.REAL_SIGNAL) {
        real[guest] = median;
      }
      System.out.printf(
          "%-6s %-22s %10.1f %9.1f   %s%n",
          subject.guest().words(),
          subject.way().words(),
          median,
          micros(nanos[s], 0.9),
          real[guest] == 0 ? "-" : "%.2f".formatted(median / real[guest]));
    }
  }

  private static double micros(long[] sorted, double share) {
    return sorted[(int) (sorted.length * share)] / 1000.0;
  }

  private static String load() throws Exception {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
  }
}
