package io.github.kvmtck.x86.isa.family;

import java.util.List;

/** Condition suffixes by encoding: SDM vol. 1, appendix B. */
final class Conditions {
  static final List<String> NAMES =
      List.of(
          "O", "NO", "B", "AE", "E", "NE", "BE", "A", "S", "NS", "P", "NP", "L", "GE", "LE", "G");

  private Conditions() {}
}
