package io.github.kvmtck.x86.isa;

/** The third column of a table line. */
public enum Attribute {
  /** LOCK is allowed when the first operand is memory. */
  LOCK,
  /** REP repeats it; the assembler and printer accept REP only. */
  REP,
  /** REPE and REPNE repeat it: CMPS, SCAS. */
  REPCC,
  /** Byte operands without an operand that says so. */
  S8,
  /** Operand size 16 only. */
  O16,
  /** Operand size 32 only. */
  O32,
  /** Operand size 64 only. */
  O64,
  /** Address size 16 only. */
  A16,
  /** Address size 32 only. */
  A32,
  /** Address size 64 only. */
  A64,
  /** In 64-bit mode the operand size is 64 by default and cannot be 32. */
  D64,
  /** In 64-bit mode the operand size is always 64. */
  F64,
  /** Not in 64-bit mode. */
  I64,
  /** Only in 64-bit mode. */
  X64,
  /** Not with REX.B: 90 is NOP only without it. */
  NOB,
  /** No prefix 66, F2 or F3 may stand before it. */
  NP,
  /** No prefix F2 or F3 may stand before it; 66 is its operand size. */
  NFX,
  /** Opcode register not RAX. */
  NONZERO,
  /** Decoded like another form; never chosen by the assembler. */
  ALIAS
}
