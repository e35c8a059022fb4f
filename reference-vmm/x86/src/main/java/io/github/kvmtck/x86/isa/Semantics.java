package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Cpu;

/**
 * What an instruction does, in the shape that says which operands it reads and writes. Functions
 * get values and give values; fetching operands, probing memory for a write before any flag
 * changes, and storing are derived from the form. Functions are serializable so that a generator
 * can learn the method behind the reference.
 */
public sealed interface Semantics {

  /** {@code f(a, bits)}. */
  interface One {
    long apply(Cpu cpu, long a, int bits);
  }

  /** {@code f(a, b, bits)}. */
  interface Two {
    long apply(Cpu cpu, long a, long b, int bits);
  }

  /** {@code f(a, b, c, bits)}. */
  interface Three {
    long apply(Cpu cpu, long a, long b, long c, int bits);
  }

  /** A value from the form itself, SETcc. */
  interface Zero {
    long apply(Cpu cpu, Insn insn);
  }

  /** A whole instruction. */
  interface Action {
    void run(Cpu cpu, Insn insn);
  }

  /** op0 = f(). */
  record Set(Zero f) implements Semantics {}

  /** op0 = f(op1). */
  record Write(One f) implements Semantics {}

  /** op0 = f(op1, op2). */
  record Combine(Two f) implements Semantics {}

  /** op0 = f(op0). */
  record Change(One f) implements Semantics {}

  /** op0 = f(op0, op1). */
  record Update(Two f) implements Semantics {}

  /** op0 = f(op0, op1, op2). */
  record Insert(Three f) implements Semantics {}

  /** f(op0), result dropped. */
  record Use(One f) implements Semantics {}

  /** f(op0, op1), result dropped. */
  record Compare(Two f) implements Semantics {}

  /** The whole instruction. */
  record Whole(Action f) implements Semantics {}

  /** The whole instruction; what follows it in memory need not be next. */
  record Jump(Action f) implements Semantics {}
}
