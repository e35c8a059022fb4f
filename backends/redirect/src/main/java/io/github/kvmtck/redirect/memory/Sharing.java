package io.github.kvmtck.redirect.memory;

import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import io.github.kvmtck.redirect.notify.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Makes memory of a client memory of this JVM too, so that guests run in it. What the client shares
 * already is mapped from /proc/PID/map_files; private memory is replaced by a memfd with the same
 * content, while no thread of the client runs.
 */
public final class Sharing {
  private static final int READ_WRITE = Mman.PROT_READ | Mman.PROT_WRITE;
  private static final int CLOSE = 3;

  private final int pid;
  private final Regions regions;
  private final ClientMemory memory;
  private final Listener listener;
  private final IntPredicate busy;
  private final Set<Vma> hopeless = new HashSet<>();

  /**
   * Of one client.
   *
   * @param busy whether a thread waits for an answer that somebody else is about to give
   */
  public Sharing(
      int pid, Regions regions, ClientMemory memory, Listener listener, IntPredicate busy) {
    this.pid = pid;
    this.regions = regions;
    this.memory = memory;
    this.listener = listener;
    this.busy = busy;
  }

  /** What became of the call whose arrival was the occasion. */
  public enum Outcome {
    /** It still waits for its answer. */
    WAITING,
    /** It will be made again. */
    AGAIN
  }

  /**
   * Shares what the client has mapped in a range, as far as it can be.
   *
   * @param occasion a call that waits for its answer; on the thread that receives calls
   */
  public Outcome share(long start, long end, Notification occasion) {
    List<Vma> missing =
        Vma.of(pid, start, end).stream()
            .map(vma -> grown(vma, vma.part(start, end)))
            .filter(vma -> !regions.has(vma) && !hopeless.contains(vma))
            .toList();
    missing.stream().filter(Vma::shared).forEach(this::mapShared);
    List<Vma> toReplace = missing.stream().filter(vma -> !vma.shared()).toList();
    return toReplace.isEmpty() ? Outcome.WAITING : replace(toReplace, occasion);
  }

  /**
   * A client that takes slots from one piece of private memory, one after the other, has more and
   * more of it replaced at once.
   */
  private Vma grown(Vma vma, Vma part) {
    long before = vma.shared() ? 0 : regions.replacedBefore(part.start());
    return vma.part(part.start(), Math.max(part.end(), part.start() + 2 * before));
  }

  private void mapShared(Vma part) {
    for (Vma whole : Vma.of(pid, part.start(), part.end())) {
      String path = "/proc/" + pid + "/map_files/" + whole.name();
      int fd = Fcntl.open(path, Fcntl.O_RDWR | Fcntl.O_CLOEXEC);
      boolean writable = !Returned.failed(fd);
      if (!writable) {
        fd = Fcntl.open(path, Fcntl.O_RDONLY | Fcntl.O_CLOEXEC);
      }
      if (Returned.failed(fd)) {
        return;
      }
      long here = map(fd, part, part.offset(), writable ? READ_WRITE : Mman.PROT_READ);
      int unused = Unistd.close(fd);
      if (here != 0) {
        regions.put(new Region(part, here, -1, writable));
      }
    }
  }

  private static long map(int fd, Vma part, long offset, int prot) {
    long here = Mman.mmap(0, part.end() - part.start(), prot, Mman.MAP_SHARED, fd, offset);
    return Returned.failed(here) ? 0 : here;
  }

  private Outcome replace(List<Vma> parts, Notification occasion) {
    try (Injection client = Injection.into(pid, listener, occasion, busy)) {
      for (Vma part : parts) {
        replace(part, client);
      }
      return Outcome.AGAIN;
    } catch (Injection.Refused e) {
      hopeless.addAll(parts);
      return listener.waiting(occasion) ? Outcome.WAITING : Outcome.AGAIN;
    }
  }

  private void replace(Vma part, Injection client) throws Injection.Refused {
    long size = part.end() - part.start();
    int memfd = Mman.memfdCreate("kvm-tck-ram", Mman.MFD_CLOEXEC);
    Returned.required("memfd_create", memfd);
    Returned.required("ftruncate", Unistd.ftruncate(memfd, size));
    long here = map(memfd, part, 0, READ_WRITE);
    Returned.required("mmap of a memfd", here == 0 ? -1 : here);
    Pagemap.of(pid, part)
        .forEachTouched((at, length) -> memory.copy(at, here + at - part.start(), length));
    int theirs = client.give(memfd);
    long flags = Mman.MAP_SHARED | Mman.MAP_FIXED | (long) Numbers.OWN_MMAP << Integer.SIZE;
    long mapped = client.call(Numbers.MMAP, part.start(), size, part.prot(), flags, theirs, 0);
    long unused = client.call(CLOSE, theirs);
    if (mapped != part.start()) {
      hopeless.add(part);
      return;
    }
    for (Vma now : Vma.of(pid, part.start(), part.end())) {
      regions.put(new Region(now.part(part.start(), part.end()), here, memfd, true));
    }
  }
}
