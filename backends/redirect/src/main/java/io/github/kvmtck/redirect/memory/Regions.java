package io.github.kvmtck.redirect.memory;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Unistd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The memory of one client that guests use, sorted by address and disjoint. */
public final class Regions {
  private final int pid;
  private final List<Foreign.Change> listeners = new CopyOnWriteArrayList<>();
  private final List<Mapped> mapped = new ArrayList<>();
  private volatile Region[] sorted = {};

  public Regions(int pid) {
    this.pid = pid;
  }

  public void listen(Foreign.Change listener) {
    listeners.add(listener);
  }

  public void ignore(Foreign.Change listener) {
    listeners.remove(listener);
  }

  /** See {@link Foreign#reach}. */
  public long reach(long address, boolean write) {
    Region region = find(sorted, address);
    return region == null || region.copied() || !region.permits(write)
        ? Foreign.FAULT
        : region.here() + address - region.start();
  }

  /** See {@link Foreign#copies}. */
  public boolean copies(long address, boolean write) {
    Region region = find(sorted, address);
    return region != null && region.copied() && region.permits(write);
  }

  private static @Nullable Region find(Region[] all, long address) {
    int low = 0;
    int high = all.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (all[middle].end() <= address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < all.length && all[low].start() <= address ? all[low] : null;
  }

  List<Region> overlapping(long start, long end) {
    List<Region> found = new ArrayList<>();
    for (Region each : sorted) {
      if (each.end() > start && each.start() < end) {
        found.add(each);
      }
    }
    return found;
  }

  public boolean touches(long start, long end) {
    return !overlapping(start, end).isEmpty();
  }

  /** Whether what a client maps is mapped here as well. */
  boolean has(Vma vma) {
    Region region = find(sorted, vma.start());
    return region != null && region.end() >= vma.end() && region.shows(vma);
  }

  /** Puts a region in the place of what was there; its memory here is this object's from now on. */
  synchronized void put(Region added) {
    if (!added.copied()) {
      mapped.add(new Mapped(added.here(), added.end() - added.start(), added.replacement()));
    }
    List<Region> next = new ArrayList<>();
    for (Region each : sorted) {
      outside(each, added.start(), added.end(), next);
    }
    next.add(added);
    install(next);
  }

  private static void outside(Region region, long start, long end, List<Region> into) {
    if (region.end() <= start || region.start() >= end) {
      into.add(region);
      return;
    }
    if (region.start() < start) {
      into.add(region.part(region.vma().part(region.start(), start)));
    }
    if (region.end() > end) {
      into.add(region.part(region.vma().part(end, region.end())));
    }
  }

  /** Whether all of a range is mapped here. */
  public boolean cover(long start, long end) {
    Region[] all = sorted;
    long at = start;
    for (Region region = find(all, at); region != null; region = find(all, at)) {
      at = region.end();
      if (at >= end) {
        return true;
      }
    }
    return false;
  }

  /** How much memory that was replaced ends where a range begins, in one piece. */
  long replacedBefore(long start) {
    Region region = find(sorted, start - 1);
    return region != null && region.replaced() ? region.end() - region.start() : 0;
  }

  /**
   * Looks again at what the client maps. Who used what is there no more is told before this
   * returns.
   */
  public void refresh() {
    Map<Region, List<Region>> now = new LinkedHashMap<>();
    synchronized (this) {
      List<Vma> vmas = Vma.of(pid, 0, Long.MAX_VALUE);
      for (Region each : sorted) {
        now.put(each, still(each, vmas));
      }
      install(now.values().stream().flatMap(List::stream).toList());
    }
    now.forEach((before, after) -> {
      if (!after.equals(List.of(before))) {
        listeners.forEach(each -> each.invalidate(before.start(), before.end()));
      }
    });
  }

  /** What is left of a region. */
  private static List<Region> still(Region region, List<Vma> now) {
    return now.stream()
        .filter(vma -> vma.end() > region.start() && vma.start() < region.end())
        .map(vma -> vma.part(region.start(), region.end()))
        .filter(region::shows)
        .map(region::part)
        .toList();
  }

  /** Private memory that was replaced reads as zero again in a range; what was shared stays. */
  public void drop(long start, long end) {
    for (Region each : overlapping(start, end)) {
      if (each.replaced()) {
        Vma part = each.vma().part(start, end);
        int unused = Fcntl.punchHole(each.replacement(), part.offset(), part.end() - part.start());
      }
    }
  }

  /** Nobody uses what {@link #reach} said any more: what this JVM has mapped goes. */
  public synchronized void close() {
    sorted = new Region[0];
    for (Mapped each : mapped) {
      int unused = Mman.munmap(each.here, each.length);
      if (each.memfd >= 0) {
        unused = Unistd.close(each.memfd);
      }
    }
    mapped.clear();
  }

  /** What this JVM has mapped, and may be used until the end of the client. */
  private record Mapped(long here, long length, int memfd) {}

  private void install(List<Region> next) {
    sorted = next.stream().sorted(Comparator.comparingLong(Region::start)).toArray(Region[]::new);
  }
}
