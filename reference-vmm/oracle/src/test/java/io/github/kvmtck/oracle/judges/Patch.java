package io.github.kvmtck.oracle.judges;

/** Bytes at a physical address. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares patches
record Patch(int address, byte[] bytes) {}
