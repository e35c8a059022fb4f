package io.github.kvmtck.x86.asm.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A prefix written as a word: the manuals', GNU's and NASM's names. */
public enum Prefix {
  LOCK(0xf0),
  REP(0xf3),
  REPE(0xf3),
  REPNE(0xf2),
  ES(0x26),
  CS(0x2e),
  SS(0x36),
  DS(0x3e),
  FS(0x64),
  GS(0x65),
  DATA16(0x66),
  DATA32(0x66),
  ADDR16(0x67),
  ADDR32(0x67);

  private static final Map<String, Prefix> OTHER_NAMES =
      Map.of(
          "repz", REPE, "repnz", REPNE, "o16", DATA16, "o32", DATA32, "a16", ADDR16, "a32", ADDR32);

  private final int code;

  Prefix(int code) {
    this.code = code;
  }

  /** The prefix of that name, in any case. */
  static Optional<Prefix> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    Prefix other = OTHER_NAMES.get(lower);
    if (other != null) {
      return Optional.of(other);
    }
    for (Prefix prefix : values()) {
      if (prefix.word().equals(lower)) {
        return Optional.of(prefix);
      }
    }
    return Optional.empty();
  }

  /** The byte that it stands for. */
  public int code() {
    return code;
  }

  /** As written, in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it overrides the segment; it has the segment register's name. */
  public boolean segment() {
    return compareTo(ES) >= 0 && compareTo(GS) <= 0;
  }

  /** Whether it repeats. */
  public boolean repeats() {
    return this == REP || this == REPE || this == REPNE;
  }

  /** Whether it asks for an operand or address size. */
  public boolean sizes() {
    return code == 0x66 || code == 0x67;
  }
}
