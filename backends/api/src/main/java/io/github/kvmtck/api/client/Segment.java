package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.Registers;
import io.github.kvmtck.api.uapi.StructValue;

/** A segment register with its hidden part, as {@code struct kvm_segment}. */
public record Segment(
    long base,
    int limit,
    int selector,
    int type,
    int present,
    int dpl,
    int db,
    int s,
    int l,
    int g,
    int avl,
    int unusable) {

  static Segment of(StructValue segment) {
    return new Segment(
        segment.get("base"),
        (int) segment.get("limit"),
        (int) segment.get("selector"),
        (int) segment.get("type"),
        (int) segment.get("present"),
        (int) segment.get("dpl"),
        (int) segment.get("db"),
        (int) segment.get("s"),
        (int) segment.get("l"),
        (int) segment.get("g"),
        (int) segment.get("avl"),
        (int) segment.get("unusable"));
  }

  StructValue packed() {
    return StructValue.of(Registers.SEGMENT)
        .with("base", base)
        .with("limit", limit)
        .with("selector", selector)
        .with("type", type)
        .with("present", present)
        .with("dpl", dpl)
        .with("db", db)
        .with("s", s)
        .with("l", l)
        .with("g", g)
        .with("avl", avl)
        .with("unusable", unusable);
  }

  /** A real-mode segment: 64 KiB from {@code selector} × 16, data or code. */
  public static Segment realMode(int selector) {
    return new Segment(selector * 16L, 0xffff, selector, 3, 1, 0, 0, 1, 0, 0, 0, 0);
  }

  public Segment withBase(long value) {
    return new Segment(value, limit, selector, type, present, dpl, db, s, l, g, avl, unusable);
  }

  public Segment withLimit(int value) {
    return new Segment(base, value, selector, type, present, dpl, db, s, l, g, avl, unusable);
  }

  public Segment withSelector(int value) {
    return new Segment(base, limit, value, type, present, dpl, db, s, l, g, avl, unusable);
  }
}
