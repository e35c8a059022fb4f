package io.github.kvmtck.reference.kvm;

/**
 * A physically contiguous piece of an MMIO access, at most 8 bytes (KVM_MAX_MMIO_FRAGMENTS).
 *
 * @param value little-endian, in the low {@code length * 8} bits
 */
public record MmioPiece(long address, int length, long value) {}
