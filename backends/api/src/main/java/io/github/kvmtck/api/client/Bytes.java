package io.github.kvmtck.api.client;

/** Little-endian bytes. */
final class Bytes {
  private Bytes() {}

  static byte[] of(long value) {
    byte[] bytes = new byte[Long.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (value >>> 8 * i);
    }
    return bytes;
  }
}
