package io.github.kvmtck.x86.asm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assembled code. */
public final class Program {
  private final long origin;
  private final int bits;
  private final byte[] bytes;
  private final Map<String, Long> labels;
  private final List<Line> lines;

  /**
   * What one source line became.
   *
   * @param number of the source line, from 1
   * @param source as written, without surrounding space
   * @param code the source without labels and comment
   * @param address of the first byte
   * @param length in bytes; lines without bytes are not listed
   */
  public record Line(int number, String source, String code, long address, int length) {}

  Program(long origin, int bits, byte[] bytes, Map<String, Long> labels, List<Line> lines) {
    this.origin = origin;
    this.bits = bits;
    this.bytes = bytes;
    this.labels = Map.copyOf(labels);
    this.lines = List.copyOf(lines);
  }

  /** Address of the first byte. */
  public long origin() {
    return origin;
  }

  /** 16, 32 or 64. */
  public int bits() {
    return bits;
  }

  /** A copy of the code. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Address behind the last byte. */
  public long end() {
    return origin + bytes.length;
  }

  /** Addresses by label. */
  public Map<String, Long> labels() {
    return labels;
  }

  /** Address of a label. */
  public long label(String name) {
    Long address = labels.get(name);
    if (address == null) {
      throw new IllegalArgumentException(
          "there is no label \"%s\"; there are %s"
              .formatted(name, labels.keySet().stream().sorted().toList()));
    }
    return address;
  }

  /** The lines that have bytes, by ascending address. */
  public List<Line> lines() {
    return lines;
  }

  /** The line that the byte at an address came from. */
  public Optional<Line> lineAt(long address) {
    return lines.stream()
        .filter(l -> address >= l.address() && address < l.address() + l.length())
        .findFirst();
  }

  /** The bytes of a line. */
  public byte[] bytes(Line line) {
    int from = (int) (line.address() - origin);
    return Arrays.copyOfRange(bytes, from, from + line.length());
  }
}
