package io.github.kvmtck.x86.asm.syntax;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One source line.
 *
 * @param source the line as written, without surrounding space
 * @param code of that what makes bytes: no labels, no comment, no surrounding space
 */
public record Statement(Position at, String source, String code, List<Label> labels, Body body) {

  /** A label in front of a statement. */
  public record Label(String name, Position at) {}

  /** What a statement contributes. */
  public sealed interface Body {}

  /** Labels or nothing. */
  public record Nothing() implements Body {}

  /** {@code db}, {@code dw}, {@code dd}, {@code dq}: items of {@code bytes} bytes. */
  public record Data(int bytes, List<Item> items) implements Body {}

  /** {@code org}: fill with zeros up to an address. */
  public record Org(Expression address, Position at) implements Body {}

  /** {@code align}: fill up to a multiple. */
  public record Align(Expression multiple, Expression fill, Position at) implements Body {}

  /** {@code times}: repeat. */
  public record Times(Expression count, Body body, Position at) implements Body {}

  /**
   * An instruction.
   *
   * @param mnemonic as written; empty where prefixes stand alone
   * @param at of the mnemonic
   */
  public record Instruction(
      List<Prefix> prefixes, String mnemonic, List<Argument> arguments, Position at)
      implements Body {}

  /** What stands in a data directive. */
  public sealed interface Item {}

  /** A number. */
  public record Value(Expression expression, Position at) implements Item {}

  /** Characters, filled up with zeros to the item's width. */
  public record Text(String text) implements Item {
    public byte[] bytes(int width) {
      byte[] raw = text.getBytes(StandardCharsets.UTF_8);
      return java.util.Arrays.copyOf(raw, (raw.length + width - 1) / width * width);
    }
  }
}
