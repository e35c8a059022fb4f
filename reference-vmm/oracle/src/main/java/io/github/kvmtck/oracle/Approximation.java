package io.github.kvmtck.oracle;

import io.github.kvmtck.x86.isa.Insn;
import java.math.BigInteger;
import java.util.Map;

/**
 * Instructions whose results are near the exact ones and not always the nearest. The manuals allow
 * one unit in the last place (SDM vol. 1, 8.3.10), to the silicon and to the model.
 */
final class Approximation {
  /**
   * Units in the last place that silicon (AMD family 25, model 17) and the model are apart at most.
   */
  private static final Map<String, Integer> BOUNDS =
      Map.of(
          "F2XM1", 1,
          "FCOS", 1,
          "FPATAN", 1,
          "FPTAN", 1,
          "FSIN", 1,
          "FSINCOS", 1,
          "FYL2X", 1,
          "FYL2XP1", 1);

  private Approximation() {}

  /** Whether the results of an instruction are compared by a bound. */
  static boolean of(Insn insn) {
    return BOUNDS.containsKey(insn.form().mnemonic());
  }

  /** Whether two numbers of the extended format are near enough to be results of an instruction. */
  static boolean near(
      Insn insn, int signExponent, long significand, int otherSignExponent, long other) {
    int bound = BOUNDS.getOrDefault(insn.form().mnemonic(), 0);
    BigInteger apart = key(signExponent, significand).subtract(key(otherSignExponent, other));
    return apart.abs().compareTo(BigInteger.valueOf(bound)) <= 0;
  }

  /** Numbers in their order, neighbours one apart. */
  private static BigInteger key(int signExponent, long significand) {
    BigInteger magnitude =
        BigInteger.valueOf(Math.max(0, (signExponent & 0x7fff) - 1))
            .shiftLeft(63)
            .add(new BigInteger(Long.toUnsignedString(significand)));
    return (signExponent & 0x8000) != 0 ? magnitude.negate() : magnitude;
  }
}
