package io.github.kvmtck.kvm.memory;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's address space: the memory management calls, confined to the client's window.
 *
 * <p>Functions return what the kernel returns, errors negated.
 */
public final class AddressSpace {
  /** An address of the kernel's half, which is EFAULT for every process. */
  public static final long UNMAPPED = 0xffff_8000_0000_0000L;

  private final Window window;
  private final Mappings mappings;
  private final Views views;

  private AddressSpace(Window window, long vcpuMmapSize) {
    this.window = window;
    this.mappings = new Mappings(window);
    this.views = new Views(vcpuMmapSize);
  }

  /**
   * An address space with nothing mapped.
   *
   * @param vcpuMmapSize what KVM_GET_VCPU_MMAP_SIZE returns
   */
  public static AddressSpace create(long vcpuMmapSize) {
    return new AddressSpace(Window.reserve(), vcpuMmapSize);
  }

  /** An address space at the addresses of another process's. */
  public static AddressSpace createAt(long base, long vcpuMmapSize) {
    return new AddressSpace(Window.reserveAt(base), vcpuMmapSize);
  }

  /** Whether an address of this JVM belongs to some client. */
  public static boolean isClients(long address) {
    return Window.isInAny(address);
  }

  public long base() {
    return window.base();
  }

  public Memory memory() {
    return new ClientMemory(window, views);
  }

  /** The kvm_run structures that are mapped. */
  public Views views() {
    return views;
  }

  public synchronized int count() {
    return mappings.count();
  }

  public synchronized List<Mapping> mappings() {
    return mappings.all();
  }

  /**
   * An address that may be handed to the kernel: the same one where the range lies in the client's
   * address space, and otherwise one that is EFAULT, because there the JVM's own memory lies.
   */
  public long confined(long address, long length) {
    return address == 0 || window.contains(address, length) ? address : UNMAPPED;
  }

  /**
   * mmap(2).
   *
   * @param fd the descriptor that backs the mapping; null where it is none of the client's
   * @throws IllegalArgumentException for a fixed address outside of this address space, where the
   *     JVM lives
   */
  public synchronized long mmap(Syscall.Mmap call, @Nullable Integer fd, boolean vcpu) {
    if (call.length() == 0) {
      return -Errno.EINVAL.number();
    }
    long length = pages(call.length());
    if (length <= 0 || length > Window.SIZE) {
      return -Errno.ENOMEM.number();
    }
    long address = fixed(call) ? fixedAddress(call, length) : mappings.room(length);
    if (address == 0) {
      return -Errno.ENOMEM.number();
    }
    if (noReplace(call) && !mappings.within(address, address + length).isEmpty()) {
      return -Errno.EEXIST.number();
    }
    views.drop(address, address + length);
    mappings.carve(address, address + length);
    int flags = call.flags() & ~Mman.MAP_FIXED_NOREPLACE | Mman.MAP_FIXED;
    int backing = fd == null ? -1 : fd;
    long returned = Mman.mmap(address, length, call.prot(), flags, backing, call.offset());
    if (Returned.failed(returned)) {
      // The kernel has unmapped what was there before it asks the file.
      window.blank(address, length);
      return returned;
    }
    boolean anonymous = (flags & Mman.MAP_ANONYMOUS) != 0;
    Mapping mapping =
        new Mapping(
            address, length, call.prot(), flags, anonymous ? null : fd, vcpu, call.offset());
    mappings.add(mapping);
    views.add(mapping);
    return returned;
  }

  /** munmap(2): unmapping where nothing is mapped is no error. */
  public synchronized long munmap(long address, long length) {
    long end = address + pages(length);
    if (address % Window.PAGE != 0 || address < 0 || end <= address) {
      return -Errno.EINVAL.number();
    }
    views.drop(address, end);
    for (Mapping part : mappings.carve(address, end)) {
      window.blank(part.start(), part.length());
    }
    return 0;
  }

  /** mprotect(2). */
  public synchronized long mprotect(long address, long length, int prot) {
    long end = address + pages(length);
    if (address % Window.PAGE != 0) {
      return -Errno.EINVAL.number();
    }
    if (end < address || !mappings.cover(address, end)) {
      return -Errno.ENOMEM.number();
    }
    long returned = Mman.mprotect(address, end - address, prot);
    if (!Returned.failed(returned)) {
      views.drop(address, end);
      mappings.carve(address, end).forEach(part -> mappings.add(part.protectedAs(prot)));
    }
    return returned;
  }

  /** madvise(2). */
  public synchronized long madvise(long address, long length, int advice) {
    long end = address + pages(length);
    if (address % Window.PAGE != 0) {
      return -Errno.EINVAL.number();
    }
    return end < address || !mappings.cover(address, end)
        ? -Errno.ENOMEM.number()
        : Mman.madvise(address, end - address, advice);
  }

  /** A descriptor was closed: its mappings stay, its number may come to mean something else. */
  public synchronized void closed(int fd) {
    mappings.closed(fd);
    views.closed(fd);
  }

  /** Gives everything back. Nothing may use the address space any more. */
  public synchronized void release() {
    views.drop(window.base(), window.end());
    mappings.carve(window.base(), window.end());
    window.release();
  }

  private static boolean fixed(Syscall.Mmap call) {
    return (call.flags() & (Mman.MAP_FIXED | Mman.MAP_FIXED_NOREPLACE)) != 0;
  }

  private static boolean noReplace(Syscall.Mmap call) {
    return (call.flags() & Mman.MAP_FIXED_NOREPLACE) != 0;
  }

  private long fixedAddress(Syscall.Mmap call, long length) {
    if (!window.contains(call.address(), length)) {
      throw new IllegalArgumentException(
          "mmap at the fixed address 0x%x: a client of real KVM has 0x%x to 0x%x."
              .formatted(call.address(), window.base(), window.end()));
    }
    return call.address();
  }

  private static long pages(long length) {
    return (length + Window.PAGE - 1) & -Window.PAGE;
  }
}
