package io.github.kvmtck.observe;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.uapi.Linux;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Uio;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of another process: copied by the kernel (process_vm_readv(2)), but for windows into
 * it. It belongs to one thread.
 */
final class ForeignMemory implements Memory {
  private static final int BUFFER = 4096;

  private final int pid;
  private final List<Window> windows = new ArrayList<>();
  private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER, 8);

  ForeignMemory(int pid) {
    this.pid = pid;
  }

  @Override
  public Errno get(long address, MemorySegment into) {
    for (Window window : windows) {
      if (window.get(address, into)) {
        return Errno.NONE;
      }
    }
    long length = into.byteSize();
    if (into.isNative()) {
      return outcome(Uio.read(pid, into, address), length);
    }
    for (long done = 0; done < length; done += BUFFER) {
      MemorySegment part = buffer.asSlice(0, Math.min(BUFFER, length - done));
      Errno errno = outcome(Uio.read(pid, part, address + done), part.byteSize());
      if (errno != Errno.NONE) {
        return errno;
      }
      into.asSlice(done, part.byteSize()).copyFrom(part);
    }
    return Errno.NONE;
  }

  @Override
  public Errno put(long address, MemorySegment from) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocate(from.byteSize());
      copy.copyFrom(from);
      return outcome(Uio.write(pid, copy, address), from.byteSize());
    }
  }

  /** A range of which only the start could be copied is no range of the client's. */
  private static Errno outcome(long copied, long wanted) {
    if (Returned.failed(copied)) {
      return Returned.errno(copied);
    }
    return copied == wanted ? Errno.NONE : Errno.EFAULT;
  }

  /** A C string; empty where it is not readable or longer. */
  String string(long address, int most) {
    // Not over the end of a page that may be the last one.
    int length = (int) Math.min(most, Linux.PAGE_SIZE - (address & Linux.PAGE_SIZE - 1));
    byte[] bytes = new byte[most];
    Errno errno = get(address, MemorySegment.ofArray(bytes).asSlice(0, length));
    for (int i = 0; errno == Errno.NONE && i < most; i++) {
      if (i == length) {
        errno = get(address + i, MemorySegment.ofArray(bytes).asSlice(i));
      }
      if (bytes[i] == 0) {
        return new String(bytes, 0, i, StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  /** The process has mapped the kvm_run of a vCPU. */
  void mapped(int vcpu, long address, long length) {
    Window.of(pid, vcpu, address, length).ifPresent(windows::add);
  }

  /** The process is about to unmap a range, or to map another thing there. */
  void unmapped(long address, long length) {
    windows.removeIf(window -> {
      boolean touched = window.touches(address, length);
      if (touched) {
        window.close();
      }
      return touched;
    });
  }

  /** The process has lost all of its memory, or is watched no more. */
  void close() {
    windows.forEach(Window::close);
    windows.clear();
  }
}
