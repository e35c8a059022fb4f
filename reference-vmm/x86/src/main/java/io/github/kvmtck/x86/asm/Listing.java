package io.github.kvmtck.x86.asm;

import io.github.kvmtck.x86.isa.Insn;
import io.github.kvmtck.x86.isa.family.Isa;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Code as people read it: address, bytes, text.
 *
 * @param lines one per instruction; bytes that are none stand alone
 */
public record Listing(List<Line> lines) {
  private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

  /**
   * One instruction.
   *
   * @param bytes in hexadecimal, separated by spaces
   */
  public record Line(long address, String bytes, String text) {
    @Override
    public String toString() {
      return "0x%04x  %-23s  %s".formatted(address, bytes, text);
    }
  }

  /**
   * Lists code.
   *
   * @param address of the first byte
   * @param bits 16, 32 or 64
   */
  public static Listing of(byte[] code, long address, int bits) {
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < code.length; ) {
      Line line = line(code, at, address + at, bits);
      lines.add(line);
      at += (line.bytes().length() + 1) / 3;
    }
    return new Listing(List.copyOf(lines));
  }

  /** The first instruction of some code: for messages that name where RIP is. */
  public static Line first(byte[] code, long address, int bits) {
    if (code.length == 0) {
      return new Line(address, "", "(no bytes)");
    }
    return line(code, 0, address, bits);
  }

  private static Line line(byte[] code, int at, long address, int bits) {
    if (Isa.decoder().decode(code, at, code.length - at, bits) instanceof Insn insn) {
      String bytes = BYTES.formatHex(code, at, at + insn.length());
      return new Line(address, bytes, Printer.print(insn, address, bits));
    }
    String bytes = BYTES.formatHex(code, at, at + 1);
    return new Line(address, bytes, "db 0x" + bytes);
  }

  @Override
  public String toString() {
    return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
