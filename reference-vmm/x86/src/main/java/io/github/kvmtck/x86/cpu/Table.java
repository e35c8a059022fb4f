package io.github.kvmtck.x86.cpu;

/** GDTR or IDTR. */
public record Table(long base, int limit) {}
