package io.github.kvmtck.x86.exec;

/**
 * Where and how compiled code is left.
 *
 * @param block the block that ran last, or is next
 * @param index of the instruction it is about
 * @param refund how many instructions of the block were not executed
 * @param offset in its page of the instruction that is next, or was abandoned
 */
record Exit(Kind kind, Block block, int index, int refund, int offset) {

  /** What is to be done. */
  enum Kind {
    /** Between two blocks; the next one may be another than was compiled. */
    BOUNDARY,
    /** The rest of the block is for the handlers: a translation is missing, a jump goes far. */
    REST,
    /** A store has touched the block; it is left as {@code Cpu.leaveBlock} says. */
    STORED,
    /** An action has said where to go, or to leave. */
    TOLD,
    /** An action has abandoned its instruction. */
    ABANDONED
  }
}
