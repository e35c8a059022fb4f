package io.github.kvmtck.oracle.judges;

import io.github.kvmtck.x86.cpu.Flags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * What an instruction left behind.
 *
 * @param abstains why the judge has nothing to say; empty where it has
 * @param values registers by name; a judge does not know all of them
 * @param memory what differs from what it was, by physical address
 */
record Outcome(String abstains, Map<String, Long> values, Map<Integer, Integer> memory) {
  private static final int PRESENT = 0x80;

  /** A triple fault: nothing else is told. */
  static final Outcome SHUTDOWN = new Outcome("", Map.of("shutdown", 1L), Map.of());

  static Outcome abstains(String why) {
    return new Outcome(why, Map.of(), Map.of());
  }

  /** Leaves out what nobody can see: of registers in narrow modes, of segments without use. */
  static Outcome of(Map<String, Long> all, Map<Integer, Integer> memory) {
    Map<String, Long> values = new TreeMap<>(all);
    boolean wide = (values.get("cs.rights") & 0x2000) != 0 && (values.get("efer") & 0x400) != 0;
    for (int i = 0; i < 16 && !wide; i++) {
      String register = Situation.REGISTERS.get(i);
      values.computeIfPresent(register, (name, value) -> value & 0xffff_ffffL);
      if (i >= 8) {
        values.remove(register);
      }
    }
    if (!wide) {
      values.replaceAll((name, value) -> name.endsWith(".base") ? value & 0xffff_ffffL : value);
    }
    for (String segment : List.of("es", "ss", "ds", "fs", "gs", "ldt", "tr")) {
      boolean none = (values.get("cr0") & 1) != 0 && (values.get(segment) & ~3) == 0;
      none &= (values.get("rflags") & Flags.VM) == 0;
      none |= segment.equals("ldt") && (values.get(segment) & ~3) == 0;
      if (none) {
        List.of(".limit", ".rights").forEach(part -> values.put(segment + part, 0L));
      }
      if ((values.get(segment + ".rights") & PRESENT) == 0) {
        List.of(".base", ".limit", ".rights").forEach(part -> values.put(segment + part, 0L));
      }
    }
    return new Outcome("", values, memory);
  }

  boolean speaks() {
    return abstains.isEmpty();
  }

  /** The vector whose handler was reached; -1 where none was. */
  int vector() {
    if (!values.containsKey("rip")) {
      return -1;
    }
    long offset = values.get("cs.base") + values.get("rip") - Space.HANDLERS;
    boolean handler = offset >= 0 && offset < 256 * Space.HANDLER;
    return handler ? (int) (offset / Space.HANDLER) : -1;
  }

  /** The same with some bits of memory as another outcome has them. */
  Outcome like(Situation situation, Outcome other, IntUnaryOperator bits) {
    byte[] before = situation.memory();
    Map<Integer, Integer> changed = new TreeMap<>(memory);
    Set<Integer> all = new TreeSet<>(memory.keySet());
    all.addAll(other.memory.keySet());
    for (int at : all) {
      int old = before[at] & 0xff;
      int mine = memory.getOrDefault(at, old);
      int theirs = other.memory.getOrDefault(at, old);
      int mixed = mine ^ (mine ^ theirs) & bits.applyAsInt(at);
      changed.put(at, mixed);
      if (mixed == old) {
        changed.remove(at);
      }
    }
    return new Outcome(abstains, values, changed);
  }

  /** The same with what is on top of the stack at its offset in the stack segment. */
  Outcome frameAtZero(Situation situation, int length) {
    byte[] before = situation.memory();
    byte[] after = before.clone();
    memory.forEach((address, value) -> after[address] = value.byteValue());
    int offset = (int) (long) values.get("rsp");
    int from = offset + (int) (long) values.get("ss.base");
    if (offset < 0 || from < 0 || from + length > after.length) {
      return this;
    }
    byte[] frame = Arrays.copyOfRange(after, from, from + length);
    System.arraycopy(before, from, after, from, length);
    System.arraycopy(frame, 0, after, offset, length);
    return new Outcome(abstains, values, changed(before, after));
  }

  /** Whether it is {@link #SHUTDOWN}, which has no state. */
  @SuppressWarnings("ReferenceEquality") // There is one.
  boolean isShutdown() {
    return this == SHUTDOWN;
  }

  /** What differs from another outcome, flags in {@code undefined} left out. */
  List<String> differences(Outcome other, long undefined) {
    List<String> found = new ArrayList<>();
    if (isShutdown() || other.isShutdown()) {
      return isShutdown() && other.isShutdown() ? found : List.of("shutdown " + isShutdown());
    }
    for (Map.Entry<String, Long> value : values.entrySet()) {
      Long theirs = other.values.get(value.getKey());
      long mask = value.getKey().equals("rflags") ? ~undefined : -1L;
      if (theirs != null && (value.getValue() & mask) != (theirs & mask)) {
        found.add(
            "%s %x, not %x".formatted(value.getKey(), value.getValue() & mask, theirs & mask));
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

  /** What of some memory is not as it was. */
  static Map<Integer, Integer> changed(byte[] before, byte[] after) {
    Map<Integer, Integer> changed = new TreeMap<>();
    int from = 0;
    while (true) {
      int at = Arrays.mismatch(before, from, before.length, after, from, after.length);
      if (at < 0) {
        return changed;
      }
      changed.put(from + at, after[from + at] & 0xff);
      from += at + 1;
    }
  }
}
