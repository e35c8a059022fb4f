package io.github.kvmtck.reference.host.memory;

import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of an address space (struct vm_area_struct).
 *
 * @param start first address, page-aligned
 * @param end address behind the last byte
 * @param prot PROT_READ, PROT_WRITE and PROT_EXEC
 * @param backing what is mapped
 * @param offset offset in {@code backing} of the byte at {@code start}
 * @param missing who supplies pages that were never touched; null where they are zero
 */
record Mapping(
    long start, long end, int prot, Backing backing, long offset, @Nullable MissingPages missing) {

  boolean contains(long address) {
    return address >= start && address < end;
  }

  boolean permits(boolean write) {
    return (prot & (write ? Protection.WRITE : Protection.READ)) != 0;
  }

  long offsetOf(long address) {
    return address - start + offset;
  }

  /** How many bytes from {@code address} on are in one piece; 0 beyond the end of a file. */
  long room(long address) {
    MemorySegment chunk = backing.chunk(offsetOf(address));
    return chunk == null ? 0 : Math.min(chunk.byteSize() - within(address), end - address);
  }

  /** The piece that holds {@code address}, where {@link #room} is not 0. */
  MemorySegment at(long address) {
    return Objects.requireNonNull(backing.chunk(offsetOf(address)));
  }

  /** Where {@code address} is in its piece. */
  long within(long address) {
    return backing.within(offsetOf(address));
  }

  /** True where a touch of {@code address} waits for userspace to supply the page. */
  boolean awaited(long address) {
    return missing != null && !backing.present(offsetOf(address));
  }

  /** The part of this mapping inside a range that overlaps it. */
  Mapping part(long from, long to) {
    long first = Math.max(start, from);
    return new Mapping(first, Math.min(end, to), prot, backing, offset + (first - start), missing);
  }

  Mapping with(int newProt) {
    return new Mapping(start, end, newProt, backing, offset, missing);
  }

  Mapping with(@Nullable MissingPages supplier) {
    return new Mapping(start, end, prot, backing, offset, supplier);
  }
}
