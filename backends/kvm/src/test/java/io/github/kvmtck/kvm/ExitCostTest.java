package io.github.kvmtck.kvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kvmtck.api.Kernel;
import io.github.kvmtck.api.KernelOptions;
import io.github.kvmtck.api.Syscall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A KVM_RUN exit through the seam costs at most 1.05 times what it costs in C: the same loop, in
 * turns, so that both meet the same noise; the median of the pairs counts. The figures are left in
 * target/exit-cost.txt.
 */
@OnKvm
@Tag("proof")
class ExitCostTest {
  private static final int EXITS = 1_000;
  private static final int WARM_UP = 100;
  private static final int PAIRS = 1_001;

  @TempDir Path folder;

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void anExitCostsWhatItCostsInC() throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<Double> seams = new ArrayList<>();
    List<Double> natives = new ArrayList<>();
    Process program = new ProcessBuilder(compile().toString()).start();
    try (Kernel kernel = new LinuxKvmProvider().open(KernelOptions.MAINLINE);
        Kernel.Process process = kernel.process();
        PrintWriter ask =
            new PrintWriter(program.getOutputStream(), true, StandardCharsets.US_ASCII);
        BufferedReader answer = program.inputReader(StandardCharsets.US_ASCII)) {
      Guest guest = Guest.create(process, process.task("vcpu0"), "e6 10 eb fc");
      for (int pair = -WARM_UP; pair < PAIRS; pair++) {
        // The one that comes first alternates too.
        double seam = pair % 2 == 0 ? seam(guest) : 0;
        ask.println(EXITS);
        double c = Double.parseDouble(answer.readLine()) / EXITS;
        seam = pair % 2 == 0 ? seam : seam(guest);
        if (pair >= 0) {
          ratios.add(seam / c);
          seams.add(seam);
          natives.add(c);
        }
      }
    }
    assertThat(program.waitFor()).isZero();
    String figures =
        "C %.0f ns, seam %.0f ns an exit; ratio %.3f, quartiles %.3f to %.3f, %d pairs of %d exits%n"
            .formatted(
                quantile(natives, 0.5),
                quantile(seams, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75),
                PAIRS,
                EXITS);
    Files.writeString(Path.of("target/exit-cost.txt"), figures);
    assertThat(quantile(ratios, 0.5)).as(figures).isLessThanOrEqualTo(1.05);
  }

  private static double seam(Guest guest) {
    Syscall run = guest.kvmRun();
    return guest
        .task()
        .run(() -> {
          long begin = System.nanoTime();
          for (int i = 0; i < EXITS; i++) {
            guest.task().call(run);
            if (guest.exitReason() != 2) {
              throw new AssertionError("exit reason " + guest.exitReason());
            }
          }
          return (double) (System.nanoTime() - begin) / EXITS;
        });
  }

  private static double quantile(List<Double> values, double q) {
    return values.stream().sorted().toList().get((int) (q * (values.size() - 1)));
  }

  private Path compile() throws InterruptedException {
    Path program = folder.resolve("exits");
    Path source = Path.of("src/bench/c/exits.c").toAbsolutePath();
    try {
      int status =
          new ProcessBuilder("gcc", "-O2", "-Wall", "-o", program.toString(), source.toString())
              .inheritIO()
              .start()
              .waitFor();
      assertThat(status).as("gcc").isZero();
    } catch (IOException e) {
      Assumptions.abort("gcc is not installed: " + e.getMessage());
    }
    return program;
  }
}
