package io.github.kvmtck.x86.fp;

/** Which of two NaN operands becomes the result (SDM vol. 1, table 4-7). */
public enum NanRule {
  /** x87: a quiet one before a signaling one, then that with the larger significand. */
  LARGER,
  /** SSE: the first operand. */
  FIRST
}
