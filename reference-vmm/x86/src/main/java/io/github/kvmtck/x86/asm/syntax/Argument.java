package io.github.kvmtck.x86.asm.syntax;

import java.util.Optional;

/** An operand as written. */
public sealed interface Argument {
  /** Where it starts. */
  Position at();

  /** {@code short}, {@code near}, {@code far} in front of a target. */
  enum Distance {
    ANY,
    SHORT,
    NEAR,
    FAR
  }

  record Reg(Register register, Position at) implements Argument {}

  /**
   * A number or a label.
   *
   * @param size in bits, 0 if not written
   */
  record Imm(Expression value, int size, Distance distance, Position at) implements Argument {}

  /** {@code selector:offset}. */
  record Far(Expression selector, Expression offset, Position at) implements Argument {}

  /**
   * Memory.
   *
   * @param size in bits, 0 if not written
   * @param segment override as written
   */
  record Mem(int size, Distance distance, Optional<Register> segment, Address address, Position at)
      implements Argument {}

  /** Width in bits that is written or that the register has, 0 if none. */
  default int bits() {
    return switch (this) {
      case Reg r -> r.register().bits();
      case Imm i -> i.size();
      case Mem m -> m.size();
      case Far f -> 0;
    };
  }
}
