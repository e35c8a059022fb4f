package io.github.kvmtck.api.uapi;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A structure of the user-space interface, laid out by the rules of C: each member at the next
 * multiple of its alignment, the whole padded to the largest.
 *
 * <p>Fields are named by path, as C writes them: {@code mmio.phys_addr}, {@code entries[3].data}. A
 * path that was looked up before is found again without being read.
 */
public final class Struct implements Type {
  /** How members are placed. */
  enum Kind {
    STRUCT,
    UNION,
    PACKED
  }

  private static final Pattern STEP = Pattern.compile("(\\w+)((?:\\[\\d+])*)");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

  private final String cName;
  private final List<Member> members;
  private final long[] offsets;
  private final long size;
  private final long alignment;
  private final Map<String, Field> found = new ConcurrentHashMap<>();

  Struct(String cName, Kind kind, List<Member> members) {
    this.cName = cName;
    this.members = members;
    this.offsets = new long[members.size()];
    long end = 0;
    long largest = 0;
    long strictest = 1;
    for (int i = 0; i < offsets.length; i++) {
      Member member = members.get(i);
      long align = kind == Kind.PACKED ? 1 : member.type().alignment();
      offsets[i] = kind == Kind.UNION ? 0 : roundUp(end, align);
      end = offsets[i] + member.size();
      largest = Math.max(largest, end);
      strictest = Math.max(strictest, align);
    }
    this.alignment = strictest;
    this.size = roundUp(largest, strictest);
  }

  /** {@code struct kvm_regs}; empty for a structure or union without a tag. */
  @Override
  public String cName() {
    return cName;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long alignment() {
    return alignment;
  }

  /**
   * The offset of a field in bytes.
   *
   * @throws IllegalArgumentException where there is no such field
   */
  public long offset(String path) {
    return field(path).offset();
  }

  /**
   * A field by its path. An index may be any number where C checks none: at or behind the end of a
   * flexible array.
   *
   * @throws IllegalArgumentException where there is no such field
   */
  public Field field(String path) {
    Field known = found.get(path);
    return known == null ? found.computeIfAbsent(path, this::read) : known;
  }

  /** A number by its path, extended to 64 bits as its type says. */
  public long get(MemorySegment from, String path) {
    return field(path).get(from);
  }

  /** Stores a number by its path. */
  public void set(MemorySegment into, String path, long value) {
    field(path).set(into, value);
  }

  /** All fields that hold numbers, arrays of numbers as one, arrays of structures by element. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    collect("", 0, fields);
    return List.copyOf(fields);
  }

  /** The size with {@code count} elements of the flexible array at the end. */
  public long sizeWith(int count) {
    Member last = members.getLast();
    if (!last.extents().equals(List.of(0))) {
      throw new IllegalStateException(cName + " does not end in a flexible array");
    }
    return offsets[offsets.length - 1] + count * last.type().size();
  }

  @Override
  public String toString() {
    return cName;
  }

  private Field read(String path) {
    return find(path)
        .orElseThrow(() -> new IllegalArgumentException(cName + " has no field " + path));
  }

  private Optional<Field> find(String path) {
    int dot = path.indexOf('.');
    Matcher step = STEP.matcher(dot < 0 ? path : path.substring(0, dot));
    if (!step.matches()) {
      return Optional.empty();
    }
    List<Integer> indices =
        INDEX.matcher(step.group(2)).results().map(i -> Integer.parseInt(i.group(1))).toList();
    for (int i = 0; i < offsets.length; i++) {
      Member member = members.get(i);
      if (member.isAnonymous()) {
        Optional<Field> inner = ((Struct) member.type()).find(path);
        if (inner.isPresent()) {
          return Optional.of(inner.get().shifted("", offsets[i]));
        }
      } else if (member.name().equals(step.group(1))) {
        long offset = offsets[i];
        return Field.of(member, indices)
            .map(f -> f.shifted("", offset))
            .flatMap(f -> dot < 0 ? Optional.of(f) : f.within(path.substring(dot + 1)));
      }
    }
    return Optional.empty();
  }

  Optional<Field> inner(String path) {
    return find(path);
  }

  private void collect(String prefix, long base, List<Field> into) {
    for (int i = 0; i < offsets.length; i++) {
      Member member = members.get(i);
      long offset = base + offsets[i];
      if (member.isAnonymous()) {
        ((Struct) member.type()).collect(prefix, offset, into);
      } else if (member.type() instanceof Struct struct) {
        int elements = member.isArray() ? Math.max(1, member.extents().getFirst()) : 1;
        for (int e = 0; e < elements; e++) {
          String index = member.isArray() ? "[" + e + "]" : "";
          struct.collect(prefix + member.name() + index + ".", offset + e * struct.size(), into);
        }
      } else {
        into.add(
            new Field(
                prefix + member.name(), offset, member.type(), List.copyOf(member.extents())));
      }
    }
  }

  private static long roundUp(long value, long alignment) {
    return (value + alignment - 1) / alignment * alignment;
  }
}
