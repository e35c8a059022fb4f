package io.github.kvmtck.api.uapi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The bytes of one structure. Immutable; changes make a copy. */
public final class StructValue {
  private static final int SHOWN = 8;

  /** Of an array: 32 bytes. */
  private static final int LONGEST = "[".length() + 32 * "00 ".length() - 1;

  private final Struct struct;
  private final byte[] bytes;

  private StructValue(Struct struct, byte[] bytes) {
    this.struct = struct;
    this.bytes = bytes;
  }

  /** All zero, flexible arrays empty. */
  public static StructValue of(Struct struct) {
    return new StructValue(struct, new byte[(int) struct.size()]);
  }

  /** All zero, with {@code count} elements in the flexible array at the end. */
  public static StructValue of(Struct struct, int count) {
    return new StructValue(struct, new byte[(int) struct.sizeWith(count)]);
  }

  /**
   * These bytes.
   *
   * @throws IllegalArgumentException where they are fewer than the structure has
   */
  public static StructValue of(Struct struct, byte[] bytes) {
    if (bytes.length < struct.size()) {
      throw new IllegalArgumentException(bytes.length + " bytes are no whole " + struct);
    }
    return new StructValue(struct, bytes.clone());
  }

  public Struct struct() {
    return struct;
  }

  /** In bytes, with the elements of a flexible array. */
  public int size() {
    return bytes.length;
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number at a path. */
  public long get(String path) {
    return struct.get(segment(), path);
  }

  /** The number in a field of this structure. */
  public long get(Field field) {
    return field.get(segment());
  }

  /** The bytes of an array or of any other field. */
  public byte[] bytes(String path) {
    return struct.field(path).slice(segment()).toArray(ValueLayout.JAVA_BYTE);
  }

  /** A structure inside this one. */
  public StructValue inner(String path) {
    if (struct.field(path).type() instanceof Struct type) {
      return new StructValue(type, bytes(path));
    }
    throw new IllegalArgumentException(path + " of " + struct + " is no structure");
  }

  /** The same with another number at a path. */
  public StructValue with(String path, long value) {
    StructValue copy = new StructValue(struct, bytes.clone());
    struct.set(copy.segment(), path, value);
    return copy;
  }

  /** The same with a part of a field replaced, from its start. */
  public StructValue with(String path, byte... part) {
    Field field = struct.field(path);
    boolean open = field.extents().contains(0);
    if (part.length > (open ? bytes.length - field.offset() : field.size())) {
      throw new IllegalArgumentException(part.length + " bytes do not fit into " + path);
    }
    StructValue copy = new StructValue(struct, bytes.clone());
    System.arraycopy(part, 0, copy.bytes, (int) field.offset(), part.length);
    return copy;
  }

  /** The same with a structure inside it replaced. */
  public StructValue with(String path, StructValue inner) {
    return with(path, inner.bytes);
  }

  /** The fields that differ, as {@code rax=0x1 was 0x0}; empty where nothing does. */
  public List<String> changesSince(StructValue before) {
    return struct.fields().stream()
        .filter(field -> !show(field).equals(before.show(field)))
        .map(field -> field.path() + "=" + show(field) + " was " + before.show(field))
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StructValue that
        && struct == that.struct
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** {@code slot=0 flags=0 …}: everything of a small structure, of a large one what is not zero. */
  @Override
  public String toString() {
    List<Field> fields =
        struct.fields().stream()
            .filter(field -> !isPadding(field) && field.offset() + field.size() <= bytes.length)
            .toList();
    List<Field> shown =
        fields.size() <= SHOWN
            ? fields
            : fields.stream().filter(field -> !isZero(field)).limit(SHOWN).toList();
    long more = fields.stream().filter(field -> !isZero(field)).count() - shown.size();
    return shown.stream()
            .map(field -> field.path() + "=" + brief(show(field)))
            .collect(Collectors.joining(" "))
        + (more > 0 ? " …" : "");
  }

  private boolean isZero(Field field) {
    for (int at = (int) field.offset(); at < end(field); at++) {
      if (bytes[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPadding(Field field) {
    return field.path().matches("(.*\\.)?(pad|padding|reserved|dummy)\\d*");
  }

  private String show(Field field) {
    if (field.type() instanceof Scalar scalar && field.extents().isEmpty()) {
      return field.offset() + field.size() <= bytes.length
          ? scalar.format(field.get(segment()))
          : "absent";
    }
    int from = (int) Math.min(field.offset(), bytes.length);
    byte[] part = Arrays.copyOfRange(bytes, from, end(field));
    return "[" + HexFormat.ofDelimiter(" ").formatHex(part) + "]";
  }

  /** As much of an array as tells what it is. */
  private static String brief(String shown) {
    int end = "]".length();
    return shown.length() - end > LONGEST ? shown.substring(0, LONGEST) + " …]" : shown;
  }

  /** Where a field ends, of what there is. */
  private int end(Field field) {
    return field.extents().contains(0)
        ? bytes.length
        : (int) Math.min(field.offset() + field.size(), bytes.length);
  }

  private MemorySegment segment() {
    return MemorySegment.ofArray(bytes);
  }
}
