package io.github.kvmtck.oracle.judges;

import java.util.HexFormat;
import java.util.List;

/**
 * One real-mode instruction and the state in which it is executed. Memory holds HLT everywhere but
 * where a patch says otherwise, so that what runs on stops at once.
 *
 * @param text the instruction in words
 * @param form its line of the table
 * @param registers EAX to EDI as encoded
 * @param selectors ES, CS, SS, DS, FS, GS
 * @param patches memory that differs from HLT, the instruction among it
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares situations
record Situation(
    String text,
    String form,
    byte[] code,
    long[] registers,
    long flags,
    int ip,
    int[] selectors,
    List<Patch> patches) {

  static final List<String> REGISTERS =
      List.of("rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi");
  static final List<String> SEGMENTS = List.of("es", "cs", "ss", "ds", "fs", "gs");
  static final int CS = 1;

  /** Bytes of memory that a judge has. */
  static final int MEMORY = 0x11_0000;

  static final byte HLT = (byte) 0xf4;

  /** The form in the manuals' notation, without its encoding: {@code PUSH ES}. */
  String syntax() {
    return form.split("\\|", -1)[1].strip();
  }

  String mnemonic() {
    return syntax().split(" ", -1)[0];
  }

  @Override
  public String toString() {
    StringBuilder all = new StringBuilder(text);
    all.append("   ").append(HexFormat.ofDelimiter(" ").formatHex(code)).append("   ").append(form);
    all.append("\n ");
    for (int i = 0; i < 8; i++) {
      all.append(" %s=%x".formatted(REGISTERS.get(i), registers[i]));
    }
    return all.append(" rflags=%x".formatted(flags)).toString();
  }
}
