package io.github.kvmtck.api.faults;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A client outside this JVM, with a page beyond its own half of the address space: from there the
 * kernel's own ioctls take their arguments.
 */
final class KernelSpace implements Foreign, Files {
  /** Where the kernel's half begins (Documentation/arch/x86/x86_64/mm.rst). */
  private static final long KERNEL = 0xffff_8000_0000_0000L;

  private static final int LENGTH = 0x1000;

  private final Foreign client;
  private final long address;
  private final MemorySegment page = MemorySegment.ofArray(new byte[LENGTH]);

  KernelSpace(Foreign client) {
    this.client = client;
    this.address = client instanceof KernelSpace other ? other.address + LENGTH : KERNEL;
  }

  @Override
  public Memory memory() {
    return new Both(client.memory(), page, address);
  }

  /**
   * What the client has, and the page.
   *
   * @param start of the page
   */
  private record Both(Memory client, MemorySegment page, long start) implements Memory {
    @Override
    public Errno get(long address, MemorySegment into) {
      if (!has(address, into)) {
        return client.get(address, into);
      }
      into.copyFrom(page.asSlice(address - start, into.byteSize()));
      return Errno.NONE;
    }

    @Override
    public Errno put(long address, MemorySegment from) {
      if (!has(address, from)) {
        return client.put(address, from);
      }
      page.asSlice(address - start, from.byteSize()).copyFrom(from);
      return Errno.NONE;
    }

    private boolean has(long address, MemorySegment bytes) {
      long offset = address - start;
      return offset >= 0 && offset <= LENGTH - bytes.byteSize();
    }
  }

  long page() {
    return address;
  }

  @Override
  public Object at(int fd) {
    return client.file(fd).<Object>map(file -> file).orElse(fd);
  }

  @Override
  public Optional<RunPage> run(int fd) {
    return client.file(fd).flatMap(File::pages).map(pages -> RunPage.of(pages.segment()));
  }

  @Override
  public long reach(long address, boolean write) {
    return client.reach(address, write);
  }

  @Override
  public boolean copies(long address, boolean write) {
    return client.copies(address, write);
  }

  @Override
  public void onChange(Change listener) {
    client.onChange(listener);
  }

  @Override
  public void noChange(Change listener) {
    client.noChange(listener);
  }

  @Override
  public Shared share(long length) {
    return client.share(length);
  }

  @Override
  public Result install(File file) {
    return client.install(file);
  }

  @Override
  public boolean isOpen(int fd) {
    return client.isOpen(fd);
  }

  @Override
  public Optional<File> file(int fd) {
    return client.file(fd);
  }

  @Override
  public Optional<Event> eventfd(int fd) {
    return client.eventfd(fd);
  }
}
