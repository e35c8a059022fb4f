package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.api.client.Segment;
import io.github.kvmtck.api.client.Sregs;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the processor is like when an instruction begins, its general registers aside.
 *
 * @param bits size of its code: 16, 32 or 64
 * @param segments by name, {@code ldt} and {@code tr} among them outside real mode
 * @param registers control registers and descriptor tables as {@code kvm_sregs} names them
 * @param dr7 DR7
 * @param image memory
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares settings
record Setting(
    String name,
    int bits,
    Map<String, Segment> segments,
    Map<String, Long> registers,
    long dr7,
    byte[] image) {

  Setting with(String register, long value) {
    Map<String, Long> changed = new TreeMap<>(registers);
    changed.put(register, value);
    return new Setting(name, bits, segments, changed, dr7, image);
  }

  Setting withDr7(long value) {
    return new Setting(name, bits, segments, registers, value, image);
  }

  /** The same with other segment registers. */
  Setting with(UnaryOperator<Segment> change, String... names) {
    Map<String, Segment> changed = new TreeMap<>(segments);
    for (String segment : names) {
      changed.computeIfPresent(segment, (key, old) -> change.apply(old));
    }
    return new Setting(name, bits, changed, registers, dr7, image);
  }

  long get(String register) {
    return registers.getOrDefault(register, 0L);
  }

  boolean real() {
    return (get("cr0") & 1) == 0;
  }

  boolean paging() {
    return (get("cr0") & 0x8000_0000L) != 0;
  }

  boolean longMode() {
    return (get("efer") & 0x400) != 0;
  }

  Segment segment(int index) {
    Segment segment = segments.get(Situation.SEGMENTS.get(index));
    if (segment == null) {
      throw new IllegalArgumentException("no segment " + index);
    }
    return segment;
  }

  /** The special registers of a vCPU in this setting. */
  Sregs sregs(Sregs reset) {
    Sregs all = reset;
    for (Map.Entry<String, Segment> segment : segments.entrySet()) {
      all = all.withSegment(segment.getKey(), segment.getValue());
    }
    for (Map.Entry<String, Long> register : registers.entrySet()) {
      all = all.with(register.getKey(), register.getValue());
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
