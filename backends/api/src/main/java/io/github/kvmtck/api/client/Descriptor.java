package io.github.kvmtck.api.client;

/** A descriptor without calls of its own: a device, statistics, a guest_memfd, an eventfd. */
public record Descriptor(Client client, int fd) implements Handle {}
