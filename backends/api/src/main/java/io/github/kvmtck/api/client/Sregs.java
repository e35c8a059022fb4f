package io.github.kvmtck.api.client;

import io.github.kvmtck.api.uapi.StructValue;
import java.util.List;

/**
 * Segment, control and system registers. Names are the kernel's: {@code cr0}, {@code efer}, {@code
 * gdt.base}; segments {@code cs} to {@code ldt}.
 */
public record Sregs(StructValue struct) {

  public long get(String register) {
    return struct.get(register);
  }

  public Sregs with(String register, long value) {
    return new Sregs(struct.with(register, value));
  }

  public Segment segment(String name) {
    return Segment.of(struct.inner(name));
  }

  public Sregs withSegment(String name, Segment segment) {
    return new Sregs(struct.with(name, segment.packed()));
  }

  /** What differs, as {@code cr0=0x11 was 0x10}. */
  public List<String> changesSince(Sregs before) {
    return struct.changesSince(before.struct);
  }

  @Override
  public String toString() {
    return struct.toString();
  }
}
