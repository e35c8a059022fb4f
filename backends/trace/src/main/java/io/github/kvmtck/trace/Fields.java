package io.github.kvmtck.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;

/** Reads fields that must be there. */
final class Fields {
  private static final HexFormat HEX = HexFormat.of();

  private Fields() {}

  /**
   * A field of an object.
   *
   * @throws IllegalArgumentException where it is missing
   */
  static JsonNode field(JsonNode object, String name) {
    JsonNode field = object.get(name);
    if (field == null) {
      throw new IllegalArgumentException("no \"" + name + "\"");
    }
    return field;
  }

  static String text(JsonNode object, String name) {
    return field(object, name).asText();
  }

  static int number(JsonNode object, String name) {
    return field(object, name).asInt();
  }

  /** {@code 0x10}. */
  static long hex(String text) {
    return Long.parseUnsignedLong(text.substring("0x".length()), 16);
  }

  static byte[] bytes(JsonNode object, String name) {
    return HEX.parseHex(text(object, name));
  }

  /** Without the zeros at the end. */
  static String bytes(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    return HEX.formatHex(bytes, 0, length);
  }
}
