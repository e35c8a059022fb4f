package io.github.kvmtck.kvm.memory;

import org.jspecify.annotations.Nullable;

/**
 * A range that a client has mapped.
 *
 * @param fd the descriptor that backs it, as long as that stays open; null where none does
 * @param vcpu whether {@code fd} is a vCPU
 */
public record Mapping(
    long start, long length, int prot, int flags, @Nullable Integer fd, boolean vcpu, long offset) {

  long end() {
    return start + length;
  }

  /** The part of this mapping between two addresses that lie in it. */
  Mapping part(long from, long to) {
    return new Mapping(from, to - from, prot, flags, fd, vcpu, offset + (from - start));
  }

  Mapping protectedAs(int prot) {
    return new Mapping(start, length, prot, flags, fd, vcpu, offset);
  }

  Mapping unbacked() {
    return new Mapping(start, length, prot, flags, null, vcpu, offset);
  }
}
