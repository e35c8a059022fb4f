package io.github.kvmtck.redirect.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of /proc/PID/maps.
 *
 * @param prot PROT_READ, PROT_WRITE and PROT_EXEC
 * @param shared MAP_SHARED
 * @param offset in the file, of {@code start}
 * @param file device and inode; two equal ones are one file. {@code 00:00 0} for anonymous memory
 * @param path of the file, or what Linux says of other memory
 */
record Vma(long start, long end, int prot, boolean shared, long offset, String file, String path) {

  /** What a process maps in a range, in the order of addresses; nothing where it is gone. */
  static List<Vma> of(int pid, long from, long to) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return lines.map(Vma::parse).filter(vma -> vma.end > from && vma.start < to).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }

  private static Vma parse(String line) {
    String[] words = line.split(" +", 6);
    int dash = words[0].indexOf('-');
    String flags = words[1];
    int prot =
        (flags.charAt(0) == 'r' ? 1 : 0)
            | (flags.charAt(1) == 'w' ? 2 : 0)
            | (flags.charAt(2) == 'x' ? 4 : 0);
    return new Vma(
        Long.parseUnsignedLong(words[0].substring(0, dash), 16),
        Long.parseUnsignedLong(words[0].substring(dash + 1), 16),
        prot,
        flags.charAt(3) == 's',
        Long.parseUnsignedLong(words[2], 16),
        words[3] + " " + words[4],
        words.length > 5 ? words[5] : "");
  }

  /** As /proc/PID/map_files calls it. */
  String name() {
    return Long.toHexString(start) + "-" + Long.toHexString(end);
  }

  /** The part of this inside a range that overlaps it. */
  Vma part(long from, long to) {
    long first = Math.max(start, from);
    return new Vma(first, Math.min(end, to), prot, shared, offset + first - start, file, path);
  }
}
