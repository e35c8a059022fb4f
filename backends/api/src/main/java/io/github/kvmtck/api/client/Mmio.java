package io.github.kvmtck.api.client;

/**
 * kvm_run.mmio.
 *
 * @param len in bytes
 */
public record Mmio(long physAddr, int len, boolean isWrite) {}
