package io.github.kvmtck.trace;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that ends where its writer was killed: what a compressed one holds up to there is read,
 * and what is missing is no failure.
 */
final class CutShort extends FilterInputStream {
  private boolean cut;

  CutShort(InputStream in) {
    super(in);
  }

  /** Whether it ended before its end. */
  boolean isCut() {
    return cut;
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (EOFException e) {
      cut = true;
      return -1;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (EOFException e) {
      cut = true;
      return -1;
    }
  }
}
