package io.github.kvmtck.kvm.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mapped ranges of one window, and where there is room for another. Not thread-safe. */
final class Mappings {
  /** As transparent huge pages and hugetlbfs need it. */
  private static final long LARGE = 1 << 21;

  private final Window window;
  private final TreeMap<Long, Mapping> byStart = new TreeMap<>();
  private long next;

  Mappings(Window window) {
    this.window = window;
    this.next = window.base() + Window.PAGE;
  }

  int count() {
    return byStart.size();
  }

  List<Mapping> all() {
    return List.copyOf(byStart.values());
  }

  void add(Mapping mapping) {
    byStart.put(mapping.start(), mapping);
  }

  /**
   * Takes a range out, which leaves what was mapped before and behind it.
   *
   * @return the parts taken out, in order
   */
  List<Mapping> carve(long start, long end) {
    List<Mapping> parts = new ArrayList<>();
    for (Mapping mapping : within(start, end)) {
      byStart.remove(mapping.start());
      long from = Math.max(start, mapping.start());
      long to = Math.min(end, mapping.end());
      parts.add(mapping.part(from, to));
      if (mapping.start() < from) {
        add(mapping.part(mapping.start(), from));
      }
      if (to < mapping.end()) {
        add(mapping.part(to, mapping.end()));
      }
    }
    return parts;
  }

  /** The mappings that a range touches. */
  List<Mapping> within(long start, long end) {
    Map.Entry<Long, Mapping> before = byStart.floorEntry(start);
    long from = before != null && before.getValue().end() > start ? before.getKey() : start;
    return List.copyOf(byStart.subMap(from, end).values());
  }

  /** Whether every page of a range is mapped. */
  boolean cover(long start, long end) {
    return within(start, end).stream()
            .mapToLong(m -> Math.min(end, m.end()) - Math.max(start, m.start()))
            .sum()
        == end - start;
  }

  /** The descriptor number no longer stands for what was mapped. */
  void closed(int fd) {
    byStart.replaceAll((start, mapping) -> {
      Integer backing = mapping.fd();
      return backing != null && backing == fd ? mapping.unbacked() : mapping;
    });
  }

  /**
   * A free range with an unmapped page behind it, so that a structure at the end of a mapping ends
   * in EFAULT. Addresses come round late, so that a stale one is EFAULT too.
   *
   * @return 0 where there is no room
   */
  long room(long length) {
    long found = roomFrom(next, length);
    if (found == 0) {
      found = roomFrom(window.base() + Window.PAGE, length);
    }
    if (found != 0) {
      next = found + length;
    }
    return found;
  }

  private long roomFrom(long from, long length) {
    long alignment = length >= LARGE ? LARGE : Window.PAGE;
    long start = align(from, alignment);
    while (window.contains(start, length + Window.PAGE)) {
      List<Mapping> inTheWay = within(start - Window.PAGE, start + length + Window.PAGE);
      if (inTheWay.isEmpty()) {
        return start;
      }
      start = align(inTheWay.getLast().end() + Window.PAGE, alignment);
    }
    return 0;
  }

  private static long align(long address, long alignment) {
    return (address + alignment - 1) & -alignment;
  }
}
