package io.github.kvmtck.reference.host.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The mappings of an address space at one moment, sorted by address and disjoint. */
final class Mappings {
  static final Mappings NONE = new Mappings(List.of());

  private final Mapping[] sorted;

  /** The mapping found last. It belongs to this generation only, so it can never be stale. */
  private @Nullable Mapping hint;

  private Mappings(List<Mapping> sorted) {
    this.sorted = sorted.toArray(Mapping[]::new);
  }

  int count() {
    return sorted.length;
  }

  List<Mapping> all() {
    return List.of(sorted);
  }

  @Nullable Mapping find(long address) {
    Mapping last = hint;
    if (last != null && last.contains(address)) {
      return last;
    }
    int index = firstEndingAfter(address);
    if (index == sorted.length || !sorted[index].contains(address)) {
      return null;
    }
    hint = sorted[index];
    return sorted[index];
  }

  /** Whether every page of a range is mapped. */
  boolean covers(long start, long end) {
    long at = start;
    for (int i = firstEndingAfter(start); at < end; i++) {
      if (i == sorted.length || !sorted[i].contains(at)) {
        return false;
      }
      at = sorted[i].end();
    }
    return true;
  }

  List<Mapping> overlapping(long start, long end) {
    List<Mapping> found = new ArrayList<>();
    for (int i = firstEndingAfter(start); i < sorted.length && sorted[i].start() < end; i++) {
      found.add(sorted[i]);
    }
    return found;
  }

  /** The lowest mapping that overlaps a range. */
  @Nullable Mapping firstOverlap(long start, long end) {
    int index = firstEndingAfter(start);
    return index < sorted.length && sorted[index].start() < end ? sorted[index] : null;
  }

  Mappings with(Mapping added) {
    List<Mapping> next = new ArrayList<>(List.of(sorted));
    next.add(firstEndingAfter(added.start()), added);
    return new Mappings(next);
  }

  /** This without a range: mappings that reach over its edges are cut. */
  Mappings without(long start, long end) {
    return rewrite(start, end, null);
  }

  /** This with the part of every mapping inside a range changed. */
  Mappings with(long start, long end, UnaryOperator<Mapping> change) {
    return rewrite(start, end, change);
  }

  private Mappings rewrite(long start, long end, @Nullable UnaryOperator<Mapping> change) {
    List<Mapping> next = new ArrayList<>(sorted.length + 2);
    for (Mapping each : sorted) {
      if (each.end() <= start || each.start() >= end) {
        next.add(each);
        continue;
      }
      if (each.start() < start) {
        next.add(shared(each.part(each.start(), start)));
      }
      if (change != null) {
        next.add(shared(change.apply(each.part(start, end))));
      }
      if (each.end() > end) {
        next.add(shared(each.part(end, each.end())));
      }
      each.backing().release();
    }
    return new Mappings(next);
  }

  private static Mapping shared(Mapping part) {
    part.backing().retain();
    return part;
  }

  private int firstEndingAfter(long address) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (sorted[middle].end() <= address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
