package io.github.kvmtck.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.events.Trace;
import io.github.kvmtck.api.events.TraceEvent;
import io.github.kvmtck.api.events.TraceListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client whose guest writes to a port in a loop is slowed down no more than {@code strace -f -e
 * trace=ioctl} slows it down: alone, observed and under strace in turns, so that all three meet the
 * same noise, and of each run the quickest hundred exits, which met the least. The median of the
 * rounds counts. The figures are left in target/slowdown-CLIENT.txt.
 *
 * <p>Both stop the client twice a call, and the stops are most of it: docs/performance.md.
 */
@OnPtrace
@OnKvm
@Tag("proof")
class SlowdownTest {
  private static final int ROUNDS = 7;
  private static final int HUNDREDS = 400;

  @TempDir Path folder;

  /** Runs a command in one of the three ways. */
  private interface Way {
    void run(List<String> command, Path output) throws Exception;
  }

  /** How long an exit takes, measured in one way. */
  private interface Measure {
    double exit(Way way) throws Exception;
  }

  private record Round(double alone, double observed, double strace) {
    static Round of(Measure measure) throws Exception {
      return new Round(
          measure.exit(SlowdownTest::alone),
          measure.exit(SlowdownTest::observed),
          measure.exit(SlowdownTest::strace));
    }

    /** Of the slowdowns: what the client takes alone cancels out. */
    double ratio() {
      return observed / strace;
    }
  }

  @Test
  @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void observingSlowsQemuDownNoMoreThanStrace() throws Exception {
    List<String> qemu = Qemu.command(folder, HUNDREDS);
    check(
        "QEMU",
        "ticks",
        way -> {
          way.run(qemu, Path.of("/dev/null"));
          return Qemu.quickestHundred(folder) / 100.0;
        });
  }

  @Test
  @Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void observingSlowsTheSmallestClientDownNoMoreThanStrace() throws Exception {
    List<String> client = List.of(CClient.compiled("ports", folder), String.valueOf(HUNDREDS));
    check(
        "ports.c",
        "ns",
        way -> {
          Path output = folder.resolve("output");
          way.run(client, output);
          return Double.parseDouble(Files.readString(output).strip());
        });
  }

  private static void check(String client, String unit, Measure measure) throws Exception {
    measure.exit(SlowdownTest::observed);
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(Round.of(measure));
    }
    double ratio = median(rounds.stream().map(Round::ratio));
    String figures =
        "%s: alone %.0f, observed %.0f, strace %.0f %s an exit; observed/strace %.2f, %s%n"
            .formatted(
                client,
                median(rounds.stream().map(Round::alone)),
                median(rounds.stream().map(Round::observed)),
                median(rounds.stream().map(Round::strace)),
                unit,
                ratio,
                rounds.stream().map(round -> "%.2f".formatted(round.ratio())).toList());
    Files.writeString(Path.of("target", "slowdown-" + client + ".txt"), figures);
    assertThat(ratio).as(figures).isLessThanOrEqualTo(1);
  }

  private static double median(Stream<Double> values) {
    return values.sorted().toList().get(ROUNDS / 2);
  }

  private static void alone(List<String> command, Path output) throws Exception {
    new ProcessBuilder(command)
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void observed(List<String> command, Path output) throws Exception {
    Trace trace =
        new Trace(
            new TraceListener() {
              @Override
              public void entered(TraceEvent event) {}

              @Override
              public void returned(TraceEvent event) {}
            });
    Command quiet = Command.of(command.toArray(String[]::new));
    Outcome.start(quiet, output, trace).waitFor();
  }

  private static void strace(List<String> command, Path output) throws Exception {
    List<String> strace = List.of("strace", "-f", "-e", "trace=ioctl", "-o", "/dev/null");
    try {
      alone(Stream.concat(strace.stream(), command.stream()).toList(), output);
    } catch (IOException e) {
      Assumptions.abort("strace is not installed: " + e.getMessage());
    }
  }
}
