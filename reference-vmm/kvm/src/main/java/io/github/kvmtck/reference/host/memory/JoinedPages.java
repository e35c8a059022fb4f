package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pages of several owners that one descriptor maps, each at its offset: kvm_vcpu_fault takes some
 * from the vCPU and some from its VM. Between them there is nothing.
 */
public final class JoinedPages extends Backing {
  private final NavigableMap<Long, SharedPages> parts;

  /**
   * Joins pages.
   *
   * @param parts by the offset at which they begin; one reference to each passes to this
   */
  public JoinedPages(Map<Long, SharedPages> parts) {
    this.parts = new TreeMap<>(parts);
  }

  @Override
  public @Nullable MemorySegment chunk(long offset) {
    var part = parts.floorEntry(offset);
    return part == null ? null : part.getValue().chunk(offset - part.getKey());
  }

  @Override
  long within(long offset) {
    var part = parts.floorEntry(offset);
    return part == null ? offset : offset - part.getKey();
  }

  @Override
  protected void free() {
    parts.values().forEach(Backing::release);
  }
}
