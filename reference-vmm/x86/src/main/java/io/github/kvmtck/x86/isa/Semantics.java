package io.github.kvmtck.x86.isa;

import io.github.kvmtck.x86.cpu.Cpu;

/**
 * What an instruction does, in the shape that says which operands it reads and writes. Functions
 * get values and give values; fetching operands, probing memory for a write before any flag
 * changes, and storing are derived from the form.
 *
 * <p>Functions of values look at their arguments and the flags and change the flags, and that is
 * all: they touch no register and raise nothing. What does is {@link Use}, {@link Set} or an {@link
 * Action}.
 */
public sealed interface Semantics {

  /** {@code f(a, bits)}. */
  interface One {
    long apply(Cpu cpu, long a, int bits);
  }

  /** {@code f(a, bits)} that neither looks at the flags nor changes them. */
  interface Plain extends One {
    long of(long a, int bits);

    @Override
    default long apply(Cpu cpu, long a, int bits) {
      return of(a, bits);
    }
  }

  /** {@code f(a, b, bits)}. */
  interface Two {
    long apply(Cpu cpu, long a, long b, int bits);
  }

  /** {@code f(a, b, c, bits)}. */
  interface Three {
    long apply(Cpu cpu, long a, long b, long c, int bits);
  }

  /** A value from the processor's state. */
  interface Zero {
    long apply(Cpu cpu, Insn insn);
  }

  /** A condition of the flags. */
  interface Test {
    Test ALWAYS = _ -> true;

    boolean holds(Cpu cpu);
  }

  /** A whole instruction. */
  interface Action {
    void run(Cpu cpu, Insn insn);
  }

  /** op0 = f(). */
  record Set(Zero f) implements Semantics {}

  /** op0 = 1 where the test holds, else 0. */
  record Truth(Test test) implements Semantics {}

  /** op0 = op1 where the test holds; op1 is read, and may fault, whether it does or not. */
  record Select(Test test) implements Semantics {}

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

  // Actions of which it is known what they do, so that a compiler can do it in its own way.

  /** Jumps by op0, a distance, where the test holds; the action jumps. */
  record Branch(Test test, Action f) implements Semantics {}

  /** Pushes the address of the next instruction and jumps by op0, a distance. */
  record Call(Action f) implements Semantics {}

  /** Pops the instruction pointer, and drops as many bytes more as the immediate says. */
  record Return(Action f) implements Semantics {}

  /** Pushes op0. */
  record Push(Action f) implements Semantics {}

  /** Pops a general register, op0. */
  record Pop(Action f) implements Semantics {}

  /** Whether what follows the instruction in memory need not be next. */
  default boolean endsBlock() {
    return switch (this) {
      case Jump _, Branch _, Call _, Return _ -> true;
      default -> false;
    };
  }
}
