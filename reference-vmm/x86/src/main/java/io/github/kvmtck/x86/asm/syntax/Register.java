package io.github.kvmtck.x86.asm.syntax;

import io.github.kvmtck.x86.cpu.Gpr;
import io.github.kvmtck.x86.cpu.Segment;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A register by name.
 *
 * @param number as decoded instructions have it; AH to BH from {@link Gpr#HIGH_BYTE} on
 * @param bits width; 0 for control and debug registers, which have that of the mode
 */
public record Register(String name, Kind kind, int number, int bits) {

  /** Which file of registers. */
  public enum Kind {
    GENERAL,
    SEGMENT,
    CONTROL,
    DEBUG,
    XMM,
    MM,
    /** The stack of the x87. */
    ST,
    /** RIP, as the base of an address. */
    POINTER
  }

  private static final List<String> LEGACY =
      List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");
  private static final List<String> LOW =
      List.of("al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil");
  private static final List<String> HIGH = List.of("ah", "ch", "dh", "bh");
  private static final List<String> SEGMENTS = List.of("es", "cs", "ss", "ds", "fs", "gs");
  private static final Map<String, Register> ALL = all();

  private static Map<String, Register> all() {
    Map<String, Register> all = new HashMap<>();
    for (int n = 0; n < 16; n++) {
      for (int bits : new int[] {8, 16, 32, 64}) {
        put(all, general(n, bits));
      }
      put(all, new Register("xmm" + n, Kind.XMM, n, 128));
      put(all, new Register("cr" + n, Kind.CONTROL, n, 0));
      put(all, new Register("dr" + n, Kind.DEBUG, n, 0));
    }
    all.put("st", stack(0));
    for (int n = 0; n < 8; n++) {
      put(all, stack(n));
      put(all, new Register("mm" + n, Kind.MM, n, 64));
      all.put("st" + n, stack(n));
    }
    for (int n = 0; n < HIGH.size(); n++) {
      put(all, general(n + Gpr.HIGH_BYTE, 8));
    }
    for (int n = Segment.ES; n <= Segment.GS; n++) {
      put(all, segment(n));
    }
    put(all, new Register("rip", Kind.POINTER, Gpr.RIP, 64));
    return Map.copyOf(all);
  }

  private static void put(Map<String, Register> all, Register register) {
    all.put(register.name(), register);
  }

  /** The register of that name, in any case. */
  public static Optional<Register> named(String name) {
    return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
  }

  /** A general register by encoding and width. */
  public static Register general(int number, int bits) {
    return new Register(generalName(number, bits), Kind.GENERAL, number, bits);
  }

  /** A segment register by encoding. */
  public static Register segment(int number) {
    return new Register(SEGMENTS.get(number), Kind.SEGMENT, number, 16);
  }

  /** A register of the x87 stack, counted from its top. */
  public static Register stack(int number) {
    return new Register("st(" + number + ")", Kind.ST, number, 80);
  }

  private static String generalName(int number, int bits) {
    if (number >= Gpr.HIGH_BYTE) {
      return HIGH.get(number - Gpr.HIGH_BYTE);
    }
    if (number >= 8) {
      return "r" + number + (bits == 64 ? "" : bits == 32 ? "d" : bits == 16 ? "w" : "b");
    }
    return switch (bits) {
      case 8 -> LOW.get(number);
      case 16 -> LEGACY.get(number);
      case 32 -> "e" + LEGACY.get(number);
      default -> "r" + LEGACY.get(number);
    };
  }

  /** AH, CH, DH, BH: cannot stand beside a REX prefix. */
  public boolean highByte() {
    return kind == Kind.GENERAL && number >= Gpr.HIGH_BYTE;
  }

  /** The low three bits of its encoding. */
  public int code() {
    return highByte() ? number - Gpr.HIGH_BYTE + 4 : number & 7;
  }

  /** Registers that only a REX prefix can name: SPL to DIL and those from 8 on. */
  public boolean needsRex() {
    boolean newByte = kind == Kind.GENERAL && bits == 8 && number >= 4 && number < 8;
    return newByte || number >= 8 && number < Gpr.HIGH_BYTE;
  }

  /** Registers that only 64-bit code can name. */
  public boolean only64() {
    return kind == Kind.GENERAL && bits == 64 || needsRex();
  }
}
