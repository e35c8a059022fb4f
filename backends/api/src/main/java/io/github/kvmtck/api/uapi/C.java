package io.github.kvmtck.api.uapi;

import java.util.List;

/**
 * Words to declare a structure the way the header does, one line per member:
 *
 * {@snippet :
 * struct("kvm_mp_state",
 *     u32("mp_state"))
 * }
 */
final class C {
  private C() {}

  static Struct struct(String tag, Member... members) {
    return new Struct("struct " + tag, Struct.Kind.STRUCT, List.of(members));
  }

  /** {@code __attribute__((packed))}. */
  static Struct packed(String tag, Member... members) {
    return new Struct("struct " + tag, Struct.Kind.PACKED, List.of(members));
  }

  static Member u8(String declarator) {
    return Member.of(Scalar.U8, declarator);
  }

  static Member u16(String declarator) {
    return Member.of(Scalar.U16, declarator);
  }

  static Member s16(String declarator) {
    return Member.of(Scalar.S16, declarator);
  }

  static Member u32(String declarator) {
    return Member.of(Scalar.U32, declarator);
  }

  static Member s32(String declarator) {
    return Member.of(Scalar.S32, declarator);
  }

  static Member u64(String declarator) {
    return Member.of(Scalar.U64, declarator);
  }

  static Member s64(String declarator) {
    return Member.of(Scalar.S64, declarator);
  }

  /** A pointer: an address of the calling process. */
  static Member pointer(String declarator) {
    return u64(declarator);
  }

  /** {@code struct type name}. */
  static Member member(Struct type, String declarator) {
    return Member.of(type, declarator);
  }

  /** {@code struct { … } name}. */
  static Member nested(String declarator, Member... members) {
    return Member.of(inner(Struct.Kind.STRUCT, members), declarator);
  }

  /** {@code struct { … };} inside a union. */
  static Member nested(Member... members) {
    return Member.anonymous(inner(Struct.Kind.STRUCT, members));
  }

  /** {@code union { … } name}. */
  static Member union(String declarator, Member... members) {
    return Member.of(inner(Struct.Kind.UNION, members), declarator);
  }

  /** {@code union { … };}. */
  static Member union(Member... members) {
    return Member.anonymous(inner(Struct.Kind.UNION, members));
  }

  private static Struct inner(Struct.Kind kind, Member... members) {
    return new Struct("", kind, List.of(members));
  }
}
