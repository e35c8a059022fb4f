package io.github.kvmtck.redirect.memory;

import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Mman;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import io.github.kvmtck.redirect.notify.Numbers;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes memory of a client memory of this JVM too, so that guests run in it. What the client shares
 * already is mapped from /proc/PID/map_files; private memory is replaced by a memfd with the same
 * content, while no thread of the client runs. What can neither be mapped nor replaced is copied at
 * each access.
 */
public final class Sharing {
  private static final int READ_WRITE = Mman.PROT_READ | Mman.PROT_WRITE;
  private static final int CLOSE = 3;

  private final int pid;
  private final Regions regions;
  private final ClientMemory memory;
  private final Listener listener;
  private final IntPredicate busy;

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
            .filter(vma -> !regions.has(vma))
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
      int prot = writable ? READ_WRITE : Mman.PROT_READ;
      Vma wanted = whole.part(part.start(), part.end());
      // A piece of a huge page cannot be mapped, all of what the client has mapped can.
      Region region = mapped(fd, wanted, prot);
      region = region.copied() ? mapped(fd, whole, prot) : region;
      regions.put(region.copied() ? Region.copied(wanted) : region);
      if (!Returned.failed(fd)) {
        int unused = Unistd.close(fd);
      }
    }
  }

  /** A region that is copied, where it cannot be mapped. */
  private static Region mapped(int fd, Vma part, int prot) {
    long here = map(fd, part, part.offset(), prot);
    return here == 0 ? Region.copied(part) : new Region(part, here, -1, prot == READ_WRITE);
  }

  private static long map(int fd, Vma part, long offset, int prot) {
    long here = Mman.mmap(0, part.end() - part.start(), prot, Mman.MAP_SHARED, fd, offset);
    return Returned.failed(here) ? 0 : here;
  }

  private Outcome replace(List<Vma> parts, Notification occasion) {
    try (Injection client = Injection.into(pid, listener, occasion, busy)) {
      List<Content> given = parts.stream().map(unused -> Content.given(client)).toList();
      for (int i = 0; i < parts.size(); i++) {
        replace(parts.get(i), given.get(i), client);
      }
      return Outcome.AGAIN;
    } catch (Injection.Refused e) {
      parts.forEach(part -> regions.put(Region.copied(part)));
      return listener.waiting(occasion) ? Outcome.WAITING : Outcome.AGAIN;
    }
  }

  /**
   * A memfd that is to hold it.
   *
   * @param theirs its descriptor in the client
   */
  private record Content(int memfd, int theirs) {
    static Content given(Injection client) {
      int memfd = Mman.memfdCreate("kvm-tck-ram", Mman.MFD_CLOEXEC);
      Returned.required("memfd_create", memfd);
      return new Content(memfd, client.give(memfd));
    }
  }

  private void replace(Vma part, Content by, Injection client) throws Injection.Refused {
    // A piece of a huge page cannot be replaced, all of what the client has mapped can.
    if (!replaced(part, by, client)
        && !replaced(Vma.of(pid, part.start(), part.end()).getFirst(), by, client)) {
      regions.put(Region.copied(part));
      int unused = Unistd.close(by.memfd);
    }
    long unused = client.call(CLOSE, by.theirs);
  }

  private boolean replaced(Vma part, Content by, Injection client) throws Injection.Refused {
    long size = part.end() - part.start();
    Returned.required("ftruncate", Unistd.ftruncate(by.memfd, size));
    long here = map(by.memfd, part, 0, READ_WRITE);
    Returned.required("mmap of a memfd", here == 0 ? -1 : here);
    Pagemap.of(pid, part)
        .forEachTouched((at, length) -> memory.copy(at, here + at - part.start(), length));
    long flags = Mman.MAP_SHARED | Mman.MAP_FIXED | (long) Numbers.OWN_MMAP << Integer.SIZE;
    long mapped = client.call(Numbers.MMAP, part.start(), size, part.prot(), flags, by.theirs, 0);
    if (mapped != part.start()) {
      int unused = Mman.munmap(here, size);
      return false;
    }
    for (Vma now : Vma.of(pid, part.start(), part.end())) {
      regions.put(new Region(now.part(part.start(), part.end()), here, by.memfd, true));
    }
    return true;
  }
}
