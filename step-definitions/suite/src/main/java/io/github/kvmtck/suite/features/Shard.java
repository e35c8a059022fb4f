package io.github.kvmtck.suite.features;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * One of several parts of the suite, for machines that share a run.
 *
 * @param index counted from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
  private static final Pattern WRITTEN = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

  /**
   * Reads {@code i/n}.
   *
   * @throws IllegalArgumentException with one clear sentence
   */
  public static Shard parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (matcher.matches()) {
      Shard shard =
          new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      if (shard.index <= shard.count) {
        return shard;
      }
    }
    throw new IllegalArgumentException(
        "A shard is written i/n with i from 1 to n, like 2/3, and not " + text + ".");
  }

  /** By the id alone, so that a new scenario moves no other one to another machine. */
  boolean has(String scenarioId) {
    CRC32 crc = new CRC32();
    crc.update(scenarioId.getBytes(UTF_8));
    return crc.getValue() % count == index - 1;
  }

  @Override
  public String toString() {
    return index + "/" + count;
  }
}
