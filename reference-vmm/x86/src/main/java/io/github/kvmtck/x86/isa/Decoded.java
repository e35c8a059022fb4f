package io.github.kvmtck.x86.isa;

/** What the decoder made of some bytes. */
public sealed interface Decoded
    permits Insn, Decoded.Undefined, Decoded.Incomplete, Decoded.TooLong {

  /** #UD. */
  record Undefined() implements Decoded {}

  /** More bytes are needed than were there. */
  record Incomplete() implements Decoded {}

  /** Longer than 15 bytes: #GP(0). */
  record TooLong() implements Decoded {}
}
