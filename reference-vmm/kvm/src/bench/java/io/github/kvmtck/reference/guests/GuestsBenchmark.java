package io.github.kvmtck.reference.guests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Five guests on the reference, on QEMU's TCG and on Bochs: the same firmware image, one after the
 * other so that they meet the same load, several times over; the best counts. Then what calls cost
 * on the reference. What another emulator is absent for is printed beside it.
 *
 * <p>Arguments: seconds for each run, how often, and a file for {@link Figures}; with a file
 * nothing but the reference is run.
 */
public final class GuestsBenchmark {
  private static final List<Emulator> ALL =
      List.of(
          new Reference("mainline"),
          new Reference("mainline+emulator-path"),
          Foreign.qemu(),
          Foreign.bochs());

  private GuestsBenchmark() {}

  /** Runs it. */
  public static void main(String... args) throws IOException, InterruptedException {
    Duration length = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 4);
    int times = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    List<Emulator> emulators = args.length > 2 ? ALL.subList(0, 1) : ALL;
    System.out.println("guest         emulator                    CPU ms a round      MIPS");
    Figures figures = new Figures();
    for (Guest guest : Guest.values()) {
      Map<Emulator, Double> best = new LinkedHashMap<>();
      List<Long> sums = List.of();
      for (int i = 0; i < times; i++) {
        for (Emulator emulator : emulators) {
          try {
            Rounds rounds = emulator.run(guest, length);
            sums = agreed(emulator, guest, sums, rounds.sums());
            best.merge(emulator, rounds.best(), Math::min);
          } catch (Emulator.Unavailable reason) {
            System.out.println("NOT-RUN " + emulator.name() + ": " + reason.getMessage());
          }
        }
      }
      best.forEach((emulator, nanos) -> {
        System.out.printf(
            "%-13s %-32s %11.2f %9.0f%n",
            guest.words(), emulator.name(), nanos / 1e6, guest.instructions() * 1e3 / nanos);
        figures.put(guest + " on " + emulator.name(), nanos);
      });
    }
    Seam.measure(figures);
    if (args.length > 2) {
      figures.write(Path.of(args[2]));
    }
    System.out.println("load average " + Files.readString(Path.of("/proc/loadavg")).strip());
  }

  /** Whoever runs a guest, its rounds have the same sums. */
  private static List<Long> agreed(Emulator by, Guest guest, List<Long> sums, List<Long> more) {
    int common = Math.min(sums.size(), more.size());
    if (!sums.subList(0, common).equals(more.subList(0, common))) {
      throw new IllegalStateException(by.name() + " computes something else: " + guest);
    }
    return more.size() > sums.size() ? more : sums;
  }
}
