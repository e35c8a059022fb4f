package io.github.kvmtck.api.client;

import static io.github.kvmtck.api.uapi.Linux.MAP_ANONYMOUS;
import static io.github.kvmtck.api.uapi.Linux.MAP_NORESERVE;
import static io.github.kvmtck.api.uapi.Linux.MAP_PRIVATE;
import static io.github.kvmtck.api.uapi.Linux.PROT_READ;
import static io.github.kvmtck.api.uapi.Linux.PROT_WRITE;

import io.github.kvmtck.api.Syscall;

/**
 * Mapped memory of the process: guest RAM, buffers.
 *
 * @param size in bytes
 */
public record HostMemory(Client client, long address, long size) implements AutoCloseable {

  /** Maps private anonymous memory, readable and writable, all zero. */
  public static Reply<HostMemory> map(Client client, long size) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    return client
        .call(new Syscall.Mmap(0, size, PROT_READ | PROT_WRITE, flags, -1, 0))
        .map(address -> new HostMemory(client, address, size));
  }

  /** Bytes from {@code offset}. */
  public byte[] read(long offset, int length) {
    return client.memory().bytes(address + offset, length);
  }

  /** Stores bytes from {@code offset} on. */
  public void write(long offset, byte... bytes) {
    client.memory().bytes(address + offset, bytes);
  }

  /** munmap(2). */
  @Override
  public void close() {
    client.call(new Syscall.Munmap(address, size)).orThrow();
  }
}
