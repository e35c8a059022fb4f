package io.github.kvmtck.steps.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes as a scenario writes them: {@code 0xAB} and {@code 0x1234} little-endian with as many bytes
 * as they have pairs of digits, {@code "hello"}, {@code bytes 11 22}, a decimal number.
 *
 * @param hex the bytes in the order of their addresses, in pairs of digits
 */
public record Data(String hex) {
  public static final String REGEX =
      "(?:0x[0-9A-F]+|\"[^\"]*\"|bytes (?:[0-9A-F]{2} ?)*[0-9A-F]{2}|\\d+)";

  private static final HexFormat PAIRS = HexFormat.ofDelimiter(" ").withUpperCase();
  private static final String LIST = "bytes ";

  public static Data of(byte[] bytes) {
    return new Data(PAIRS.formatHex(bytes));
  }

  /** Reads what {@link #REGEX} matches. */
  public static Data parse(String text) {
    if (text.startsWith("\"")) {
      return of(text.substring(1, text.length() - 1).getBytes(StandardCharsets.US_ASCII));
    }
    if (text.startsWith(LIST)) {
      return new Data(text.substring(LIST.length()));
    }
    if (text.startsWith("0x")) {
      String digits = text.substring(2);
      byte[] bigEndian = HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits);
      return of(reversed(bigEndian));
    }
    long value = Long.parseLong(text);
    int length = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / 8);
    return of(littleEndian(value, length));
  }

  /** The low {@code length} bytes of a value. */
  public static byte[] littleEndian(long value, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }

  public byte[] bytes() {
    return hex.isEmpty() ? new byte[0] : PAIRS.parseHex(hex);
  }

  public int length() {
    return bytes().length;
  }

  /**
   * The bytes of an answer, zero-extended.
   *
   * @throws IllegalArgumentException where they are more than that: the scenario is wrong
   */
  public byte[] extendedTo(int length) {
    byte[] bytes = bytes();
    if (bytes.length > length) {
      throw new IllegalArgumentException(this + " does not fit into " + length + " bytes");
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The value of at most 8 bytes. */
  public long value() {
    byte[] bytes = extendedTo(Long.BYTES);
    long value = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      value = value << 8 | bytes[i] & 0xffL;
    }
    return value;
  }

  @Override
  public String toString() {
    return length() == 1 ? "0x" + hex : LIST + hex;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
