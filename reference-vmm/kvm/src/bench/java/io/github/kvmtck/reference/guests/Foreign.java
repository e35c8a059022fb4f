package io.github.kvmtck.reference.guests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An emulator that is a program of its own and writes what the guest tells to its output. */
final class Foreign implements Emulator {
  /** How a program is started with a file that has the firmware. */
  private interface Command {
    List<String> of(Path directory, Path image) throws IOException;
  }

  private final String name;
  private final Command command;

  private Foreign(String name, Command command) {
    this.name = name;
    this.command = command;
  }

  static Foreign qemu() {
    return new Foreign(
        "QEMU TCG",
        (directory, image) ->
            List.of(
                ("qemu-system-x86_64 -accel tcg -machine pc -m 32 -display none -nodefaults"
                        + " -no-user-config -monitor none -debugcon stdio -bios "
                        + image)
                    .split(" ", -1)));
  }

  /** Debian's Bochs has the debugger, which must be told to go on. */
  static Foreign bochs() {
    return new Foreign(
        "Bochs",
        (directory, image) -> {
          Path settings =
              Files.writeString(
                  directory.resolve("bochsrc"),
                  """
                  romimage: file=%s, address=0xfffe0000
                  vgaromimage: file=/usr/share/bochs/VGABIOS-lgpl-latest
                  megs: 32
                  cpu: ips=1000000000, model=corei7_sandy_bridge_2600k
                  clock: sync=none
                  port_e9_hack: enabled=1
                  display_library: rfb, options="timeout=0"
                  log: %s
                  """
                      .formatted(image, directory.resolve("log")));
          Path go = Files.writeString(directory.resolve("go"), "continue\n");
          return List.of("bochs", "-q", "-f", settings.toString(), "-rc", go.toString());
        });
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Rounds run(Guest guest, Duration length) throws IOException {
    Path directory = Files.createTempDirectory("guests");
    Path image = Files.write(directory.resolve("image"), Image.of(guest));
    Process process;
    try {
      process =
          new ProcessBuilder(command.of(directory, image))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException absent) {
      throw new Unavailable(absent.getMessage());
    }
    try {
      return read(process, length);
    } finally {
      process.destroyForcibly();
      for (String file : List.of("image", "bochsrc", "go", "log", "")) {
        Files.deleteIfExists(directory.resolve(file));
      }
    }
  }

  /** Reads until the time is over: a guest never falls silent for long. */
  private Rounds read(Process process, Duration length) throws IOException {
    Rounds rounds = new Rounds(() -> processorTime(process.pid()));
    long end = System.nanoTime() + length.toNanos();
    InputStream output = process.getInputStream();
    for (int value = output.read(); value >= 0; value = output.read()) {
      rounds.told(value, output.available() > 0);
      if (rounds.timed() && System.nanoTime() > end) {
        return rounds;
      }
    }
    throw new Unavailable(name + " ended before the second round");
  }

  /** Of all its threads, in nanoseconds: the first number of schedstat. */
  private static long processorTime(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      long sum = 0;
      for (Path thread : (Iterable<Path>) threads::iterator) {
        String stat = Files.readString(thread.resolve("schedstat"));
        sum += Long.parseLong(stat.substring(0, stat.indexOf(' ')));
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
