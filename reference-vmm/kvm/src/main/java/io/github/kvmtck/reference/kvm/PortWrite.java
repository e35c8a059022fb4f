package io.github.kvmtck.reference.kvm;

/** A port write that has been accepted: the instruction completes, then the vCPU exits. */
public record PortWrite(int port, int size, long value) {}
