package io.github.kvmtck.oracle.judges;

/** Bytes at a physical address. */
record Patch(int address, byte[] bytes) {}
