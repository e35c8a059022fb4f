package io.github.kvmtck.monitors.state;

/**
 * Addresses from {@code start} on.
 *
 * @param size in bytes
 */
public record Range(long start, long size) {

  public boolean has(long address) {
    return Long.compareUnsigned(address - start, size) < 0;
  }

  public boolean overlaps(Range other) {
    return size != 0 && other.size != 0 && (has(other.start) || other.has(start));
  }

  /** What both have; they must overlap. */
  public Range common(Range other) {
    long from = has(other.start) ? other.start : start;
    return new Range(from, Math.min(size - (from - start), other.size - (from - other.start)));
  }

  public boolean contains(Range other) {
    return has(other.start) && size - (other.start - start) >= other.size;
  }

  @Override
  public String toString() {
    return "0x%x to 0x%x".formatted(start, start + size - 1);
  }
}
