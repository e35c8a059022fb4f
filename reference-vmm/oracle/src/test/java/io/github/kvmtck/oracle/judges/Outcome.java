package io.github.kvmtck.oracle.judges;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an instruction left behind.
 *
 * @param abstains why the judge has nothing to say; empty where it has
 * @param values registers by name
 * @param memory what differs from what it was, by physical address
 */
record Outcome(String abstains, Map<String, Long> values, Map<Integer, Integer> memory) {

  static Outcome abstains(String why) {
    return new Outcome(why, Map.of(), Map.of());
  }

  boolean speaks() {
    return abstains.isEmpty();
  }

  /** The vector whose handler was reached; -1 where none was. */
  int vector() {
    boolean handler = values.getOrDefault("cs", 0L) == RealMode.HANDLERS >> 4;
    return handler ? (int) (values.get("rip") / RealMode.HANDLER) : -1;
  }

  /** What differs from another outcome, flags in {@code undefined} left out. */
  List<String> differences(Outcome other, long undefined) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, Long> value : values.entrySet()) {
      long mask = value.getKey().equals("rflags") ? ~undefined : -1L;
      long theirs = other.values.getOrDefault(value.getKey(), 0L) & mask;
      if ((value.getValue() & mask) != theirs) {
        found.add("%s %x, not %x".formatted(value.getKey(), value.getValue() & mask, theirs));
      }
    }
    Map<Integer, Integer> all = new TreeMap<>(memory);
    other.memory.forEach(all::putIfAbsent);
    for (int address : all.keySet()) {
      if (!Objects.equals(memory.get(address), other.memory.get(address))) {
        found.add(
            "[%x] %s, not %s".formatted(address, memory.get(address), other.memory.get(address)));
      }
    }
    return found;
  }
}
