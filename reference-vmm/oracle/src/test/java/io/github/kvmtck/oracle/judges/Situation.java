package io.github.kvmtck.oracle.judges;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * One instruction and the state in which it is executed.
 *
 * @param text the instruction in words
 * @param form its line of the table
 * @param registers RAX to R15 as encoded
 * @param operand offset of its memory operand; 0 where it has none
 * @param patches memory that differs from the setting's, the instruction among it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares situations
record Situation(
    Setting setting,
    String text,
    String form,
    byte[] code,
    long[] registers,
    long flags,
    long ip,
    long operand,
    List<Patch> patches) {

  static final List<String> REGISTERS =
      List.of(
          "rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12",
          "r13", "r14", "r15");
  static final List<String> SEGMENTS = List.of("es", "cs", "ss", "ds", "fs", "gs");
  static final int CS = 1;

  static final byte HLT = (byte) 0xf4;

  Situation with(Setting other) {
    return new Situation(other, text, form, code, registers, flags, ip, operand, patches);
  }

  Situation withRegisters(LongUnaryOperator change) {
    long[] changed = Arrays.stream(registers).map(change).toArray();
    return new Situation(setting, text, form, code, changed, flags, ip, operand, patches);
  }

  /** Every segment register reaches everything; the tables are as they are. */
  Situation withoutLimits() {
    return with(
        setting.with(
            segment -> segment.withLimit(-1), SEGMENTS.toArray(new String[SEGMENTS.size()])));
  }

  /** Whether bytes at an offset may reach from the end of 4 GiB to 0. */
  static boolean atEnd(long offset) {
    int distance = (int) offset;
    return distance > -64 && distance < 64 && offset != 0;
  }

  /** Memory when it begins. */
  byte[] memory() {
    byte[] memory = setting.image().clone();
    for (Patch patch : patches) {
      System.arraycopy(patch.bytes(), 0, memory, patch.address(), patch.bytes().length);
    }
    return memory;
  }

  /** Where its VEX prefix is in the code. */
  int vex() {
    int at = 0;
    while (code[at] != (byte) 0xc4) {
      at++;
    }
    return at;
  }

  /** The form in the manuals' notation, without its encoding: {@code PUSH ES}. */
  String syntax() {
    return form.split("\\|", -1)[1].strip();
  }

  String mnemonic() {
    return syntax().split(" ", -1)[0];
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(setting + ": " + text);
    all.append("   ").append(HexFormat.ofDelimiter(" ").formatHex(code)).append("   ").append(form);
    all.append("\n ");
    int count = setting.bits() == 64 ? 16 : 8;
    for (int i = 0; i < count; i++) {
      all.append(" %s=%x".formatted(REGISTERS.get(i), registers[i]));
    }
    all.append(" rip=%x rflags=%x".formatted(ip, flags));
    setting.registers().forEach((name, value) -> all.append(" %s=%x".formatted(name, value)));
    all.append(" dr7=%x".formatted(setting.dr7()));
    for (Patch patch : patches) {
      int shown = Math.min(patch.bytes().length, 64);
      String hex = HexFormat.of().formatHex(Arrays.copyOf(patch.bytes(), shown));
      all.append("\n  [%x] %s".formatted(patch.address(), hex));
    }
    return all.toString();
  }
}
