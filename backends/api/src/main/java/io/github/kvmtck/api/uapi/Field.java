package io.github.kvmtck.api.uapi;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * A field of a structure.
 *
 * @param path as C writes it, from the structure
 * @param offset in bytes from the structure's start
 * @param type of one element
 * @param extents of an array, outermost first; 0 for a flexible array, none for no array
 */
public record Field(String path, long offset, Type type, List<Integer> extents) {

  /** A member, or the part of it that {@code indices} select; nothing where it has no such part. */
  static Optional<Field> of(Member member, List<Integer> indices) {
    List<Integer> extents = member.extents();
    if (indices.size() > extents.size()) {
      return Optional.empty();
    }
    long stride = member.type().size();
    for (int i = extents.size() - 1; i >= indices.size(); i--) {
      stride *= extents.get(i);
    }
    long offset = 0;
    StringBuilder path = new StringBuilder(member.name());
    for (int i = indices.size() - 1; i >= 0; i--) {
      int extent = extents.get(i);
      if (extent != 0 && indices.get(i) >= extent) {
        return Optional.empty();
      }
      offset += indices.get(i) * stride;
      stride *= extent;
    }
    indices.forEach(i -> path.append('[').append(i).append(']'));
    List<Integer> left = List.copyOf(extents.subList(indices.size(), extents.size()));
    return Optional.of(new Field(path.toString(), offset, member.type(), left));
  }

  /** In bytes, with all elements; a flexible array counts nothing. */
  public long size() {
    return extents.stream().reduce(1, (a, b) -> a * b) * type.size();
  }

  /** The number in the structure that starts at {@code from}'s start. */
  public long get(MemorySegment from) {
    return scalar().get(from, offset);
  }

  /** Stores the number in the structure that starts at {@code into}'s start. */
  public void set(MemorySegment into, long value) {
    scalar().set(into, offset, value);
  }

  /** The bytes of this field: of an array, or of a structure in the structure. */
  public MemorySegment slice(MemorySegment of) {
    return of.asSlice(offset, size());
  }

  /** A field of this field, which is a structure. */
  Optional<Field> within(String rest) {
    return type instanceof Struct struct && extents.isEmpty()
        ? struct.inner(rest).map(field -> field.shifted(path + ".", offset))
        : Optional.empty();
  }

  Field shifted(String prefix, long by) {
    return new Field(prefix + path, offset + by, type, extents);
  }

  private Scalar scalar() {
    if (type instanceof Scalar scalar && extents.isEmpty()) {
      return scalar;
    }
    throw new IllegalStateException(path + " is not a number");
  }
}
