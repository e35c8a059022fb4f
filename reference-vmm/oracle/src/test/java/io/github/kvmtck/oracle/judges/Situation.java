package io.github.kvmtck.oracle.judges;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongBinaryOperator;
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

  /** Whether a register is an address that 48 bits hold. */
  boolean canonical(int register) {
    return registers[register] << 16 >> 16 == registers[register];
  }

  /** Whether the base of a system descriptor of long mode, by its selector, is such an address. */
  boolean canonicalBase(long selector) {
    long upper = Entry.get(memory(), Space.GDT + (int) selector / 8 * 8 + 8) << 32 >> 47;
    return upper == 0 || upper == -1;
  }

  /** The doubleword above the stack pointer. */
  int stack(int offset) {
    long mask = setting.bits() == 16 ? 0xffff : -1L;
    long base = setting.bits() == 64 ? 0 : setting.segment(2).base();
    long at = base + (registers[4] + offset & mask);
    byte[] memory = memory();
    return at >= 0 && at < memory.length - 8 ? (int) Entry.get(memory, (int) at) : 0;
  }

  /** The instruction, of map 0F, is of 32 bits: no REX.W, and for each 66 a REX that is ignored. */
  Situation narrow() {
    byte[] narrow = code.clone();
    int opcode = 0;
    for (; narrow[opcode] != 0x0f; opcode++) {
      narrow[opcode] = narrow[opcode] == 0x66 ? 0x40 : narrow[opcode];
    }
    narrow[opcode - 1] &= ~8;
    return withCode(narrow);
  }

  private Situation withCode(byte[] other) {
    List<Patch> patched = new ArrayList<>(patches);
    patched.add(new Patch(patched.removeLast().address(), other));
    return new Situation(setting, text, form, other, registers, flags, ip, operand, patched);
  }

  /** The instruction has REX.W. */
  Situation wide() {
    byte[] wide = new byte[code.length + 1];
    int rex = code.length - 2;
    boolean has = rex > 0 && (code[rex - 1] & 0xf0) == 0x40;
    int opcode = has ? rex - 1 : rex;
    System.arraycopy(code, 0, wide, 0, opcode);
    wide[opcode] = (byte) (has ? code[opcode] | 8 : 0x48);
    System.arraycopy(code, rex, wide, opcode + 1, 2);
    return withCode(Arrays.copyOf(wide, opcode + 3));
  }

  /**
   * Descriptors that were drawn are others.
   *
   * @param change what an entry becomes, from what the entry before it was, and itself
   */
  Situation withEntries(LongBinaryOperator change) {
    byte[] memory = memory();
    List<Patch> changed = new ArrayList<>(patches);
    long before = 0;
    // The upper half of the last one is behind the table.
    for (int i = Ring.FIRST_DRAWN; i <= Space.GDT_ENTRIES + Space.LDT_ENTRIES; i++) {
      int local = i - Space.GDT_ENTRIES - 1;
      int at = local < 0 ? Space.GDT + 8 * i : Space.LDT + 8 * local;
      long entry = Entry.get(memory, at);
      byte[] bytes = new byte[8];
      Entry.put(bytes, 0, change.applyAsLong(before, entry));
      changed.add(changed.size() - 1, new Patch(at, bytes));
      before = entry;
    }
    return new Situation(setting, text, form, code, registers, flags, ip, operand, changed);
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
