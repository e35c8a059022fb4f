package io.github.kvmtck.api.uapi;

import static io.github.kvmtck.api.uapi.C.member;
import static io.github.kvmtck.api.uapi.C.nested;
import static io.github.kvmtck.api.uapi.C.packed;
import static io.github.kvmtck.api.uapi.C.struct;
import static io.github.kvmtck.api.uapi.C.u16;
import static io.github.kvmtck.api.uapi.C.u32;
import static io.github.kvmtck.api.uapi.C.u64;
import static io.github.kvmtck.api.uapi.C.u8;
import static io.github.kvmtck.api.uapi.C.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class StructTest {
  private static final Struct INNER = struct("inner", u8("a"), u32("b"), u8("c"));
  private static final Struct OUTER =
      struct(
          "outer",
          u8("first"),
          member(INNER, "pair[2]"),
          union(u64("whole"), nested(u16("low"), u16("next"))),
          nested("named", u8("matrix[3][4]")),
          u16("tail[]"));

  @Test
  void alignsAsCDoes() {
    assertThat(INNER.size()).isEqualTo(12);
    assertThat(OUTER.offset("pair[1].b")).isEqualTo(4 + 12 + 4);
    assertThat(OUTER.offset("next")).isEqualTo(32 + 2);
    assertThat(OUTER.offset("named.matrix[2][1]")).isEqualTo(40 + 9);
    assertThat(OUTER.offset("tail")).isEqualTo(52);
    assertThat(OUTER.size()).isEqualTo(56);
    assertThat(OUTER.sizeWith(3)).isEqualTo(58);
    assertThat(packed("tight", u8("a"), u32("b")).size()).isEqualTo(5);
  }

  @Test
  void indexesBehindTheEndOfAFlexibleArrayOnly() {
    assertThat(OUTER.offset("tail[5]")).isEqualTo(62);
    assertThatThrownBy(() -> OUTER.offset("pair[2].a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("struct outer has no field pair[2].a");
  }

  @Test
  void refusesWhatIsNoField() {
    for (String path : new String[] {"", "none", "first.a", "pair.a", "whole[0]", "named."}) {
      assertThatThrownBy(() -> OUTER.field(path))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void readsWhatItWrote() {
    MemorySegment outer = MemorySegment.ofArray(new byte[(int) OUTER.size()]);
    OUTER.set(outer, "whole", 0x1122_3344_5566_8899L);
    assertThat(OUTER.get(outer, "low")).isEqualTo(0x8899);
    assertThat(OUTER.get(outer, "next")).isEqualTo(0x5566);
    OUTER.set(outer, "pair[0].b", -1);
    assertThat(OUTER.get(outer, "pair[0].b")).isEqualTo(0xffff_ffffL);
    assertThat(OUTER.get(outer, "pair[0].c")).isZero();
  }

  @Test
  void refusesANumberThatWouldBeCutOff() {
    MemorySegment outer = MemorySegment.ofArray(new byte[(int) OUTER.size()]);
    OUTER.set(outer, "first", 0xff);
    OUTER.set(outer, "first", -128);
    assertThatThrownBy(() -> OUTER.set(outer, "first", 0x100)).hasMessage("0x100 is no __u8");
    assertThatThrownBy(() -> OUTER.set(outer, "first", -129))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isNotANumberWhereItIsAStructureOrArray() {
    MemorySegment outer = MemorySegment.ofArray(new byte[(int) OUTER.size()]);
    assertThatThrownBy(() -> OUTER.get(outer, "pair[0]"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pair[0] is not a number");
    assertThat(OUTER.field("pair[1]").slice(outer).byteSize()).isEqualTo(12);
  }
}
