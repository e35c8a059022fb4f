package io.github.kvmtck.kvm.memory;

import io.github.kvmtck.linux.Mman;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of vCPUs, which Java may touch itself.
 *
 * <p>A client reads and writes kvm_run around every KVM_RUN, so these skip the system call that
 * other memory is copied with. They alone can: their pages are there as long as the mapping is,
 * while a page of anonymous memory or of a file may be missing (a userfaultfd, the end of the
 * file), and a Java thread that waits for a page holds up every safepoint.
 */
public final class Views {
  private static final int READ_WRITE = Mman.PROT_READ | Mman.PROT_WRITE;

  private final long vcpuMmapSize;
  private volatile List<View> views = List.of();

  Views(long vcpuMmapSize) {
    this.vcpuMmapSize = vcpuMmapSize;
  }

  /**
   * One mapped vCPU.
   *
   * @param fd the vCPU, or null where its descriptor was closed
   */
  private record View(long start, @Nullable Integer fd, MemorySegment segment, Arena arena) {
    boolean holds(long address, long length) {
      long offset = address - start;
      return offset >= 0 && offset <= segment.byteSize() - length;
    }
  }

  /** The memory at an address, where it is a view's: it fails with IllegalStateException later. */
  @Nullable MemorySegment at(long address, long length) {
    for (View view : views) {
      if (view.holds(address, length)) {
        return view.segment.asSlice(address - view.start, length);
      }
    }
    return null;
  }

  /** The address of the kvm_run of a vCPU, where it is mapped. */
  public OptionalLong kvmRun(int fd) {
    return views.stream()
        .filter(view -> view.fd != null && view.fd == fd)
        .mapToLong(View::start)
        .findFirst();
  }

  void add(Mapping mapping) {
    if (mapping.vcpu()
        && mapping.offset() == 0
        && mapping.length() <= vcpuMmapSize
        && (mapping.flags() & Mman.MAP_SHARED) != 0
        && (mapping.prot() & READ_WRITE) == READ_WRITE) {
      Arena arena = Arena.ofShared();
      MemorySegment segment = Mman.view(mapping.start(), mapping.length(), arena);
      List<View> more = new ArrayList<>(views);
      more.add(new View(mapping.start(), mapping.fd(), segment, arena));
      views = List.copyOf(more);
    }
  }

  void closed(int fd) {
    views =
        views.stream()
            .map(view ->
                view.fd != null && view.fd == fd
                    ? new View(view.start, null, view.segment, view.arena)
                    : view)
            .toList();
  }

  /** Ends the views that a range touches. When it returns, no thread is inside of one. */
  void drop(long start, long end) {
    List<View> dropped =
        views.stream()
            .filter(view -> view.start < end && start < view.start + view.segment.byteSize())
            .toList();
    if (!dropped.isEmpty()) {
      views = views.stream().filter(view -> !dropped.contains(view)).toList();
      dropped.forEach(view -> view.arena.close());
    }
  }
}
