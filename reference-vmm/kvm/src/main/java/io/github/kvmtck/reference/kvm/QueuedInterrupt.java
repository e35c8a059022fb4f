package io.github.kvmtck.reference.kvm;

/**
 * An interrupt that the next entry delivers (struct kvm_queued_interrupt).
 *
 * @param soft INT n, whose delivery was interrupted
 */
public record QueuedInterrupt(int vector, boolean soft) {}
