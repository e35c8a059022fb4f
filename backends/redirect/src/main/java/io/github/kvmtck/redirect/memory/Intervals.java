package io.github.kvmtck.redirect.memory;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiPredicate;

/** A set of addresses, as disjoint ranges that do not touch each other. */
public final class Intervals {
  private final NavigableMap<Long, Long> ends = new ConcurrentSkipListMap<>();

  public synchronized void add(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> each = ends.floorEntry(to);
    while (each != null && each.getValue() >= from) {
      ends.remove(each.getKey());
      from = Math.min(from, each.getKey());
      to = Math.max(to, each.getValue());
      each = ends.floorEntry(to);
    }
    ends.put(from, to);
  }

  /** Whether any address of a range is in the set. */
  public boolean touches(long start, long end) {
    Map.Entry<Long, Long> last = ends.lowerEntry(end);
    return last != null && last.getValue() > start;
  }

  /** Whether a condition holds for the start and the end of any of its ranges. */
  public boolean any(BiPredicate<Long, Long> condition) {
    return ends.entrySet().stream()
        .anyMatch(each -> condition.test(each.getKey(), each.getValue()));
  }
}
