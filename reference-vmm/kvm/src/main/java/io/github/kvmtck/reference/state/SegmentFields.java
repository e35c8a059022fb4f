package io.github.kvmtck.reference.state;

import static io.github.kvmtck.api.uapi.Registers.SEGMENT;

import io.github.kvmtck.x86.cpu.Segment;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** struct kvm_segment, beside the access rights that the processor keeps in VMX's layout. */
final class SegmentFields {
  /**
   * A field of the structure that is part of the access rights.
   *
   * @param bit lowest bit
   */
  private record Right(String field, int bit, int mask) {}

  private static final List<Right> RIGHTS =
      List.of(
          new Right("type", 0, 0xf),
          new Right("s", 4, 1),
          new Right("dpl", 5, 3),
          new Right("present", 7, 1),
          new Right("avl", 12, 1),
          new Right("l", 13, 1),
          new Right("db", 14, 1),
          new Right("g", 15, 1),
          new Right("unusable", 16, 1));

  private SegmentFields() {}

  static void get(Segment segment, MemorySegment out) {
    SEGMENT.set(out, "base", segment.base());
    SEGMENT.set(out, "limit", segment.limit());
    SEGMENT.set(out, "selector", segment.selector());
    for (Right right : RIGHTS) {
      SEGMENT.set(out, right.field, segment.attributes() >>> right.bit & right.mask);
    }
  }

  static Segment set(MemorySegment in) {
    int attributes = 0;
    for (Right right : RIGHTS) {
      attributes |= ((int) SEGMENT.get(in, right.field) & right.mask) << right.bit;
    }
    return new Segment(
        (int) SEGMENT.get(in, "selector"),
        SEGMENT.get(in, "base"),
        SEGMENT.get(in, "limit"),
        attributes);
  }
}
