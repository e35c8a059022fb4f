package io.github.kvmtck.x86.asm.encode;

import io.github.kvmtck.x86.asm.syntax.AssemblyException.Problem;

/** What came of encoding one shape with particular values. */
public sealed interface Attempt {
  /** It is encoded. */
  final class Encoded implements Attempt {
    private final byte[] bytes;

    Encoded(byte[] bytes) {
      this.bytes = bytes;
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** A value does not fit. */
  record Refused(Problem problem) implements Attempt {}
}
