package io.github.kvmtck.redirect.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.linux.Fcntl;
import io.github.kvmtck.linux.Inotify;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import io.github.kvmtck.redirect.notify.Listener;
import io.github.kvmtck.redirect.notify.Notification;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's files that clients have open. Linux keeps the descriptors: which file one is for is
 * told by the name of its memfd, and that the last one is gone by inotify.
 */
public final class OpenFiles implements AutoCloseable {
  private static final byte[] LINK = Memfd.LINK.getBytes(StandardCharsets.US_ASCII);
  private static final int NAME_ROOM = 64;
  private static final int EVENTS_ROOM = 4096;

  private static final ThreadLocal<MemorySegment> SCRATCH =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(2L * NAME_ROOM));

  private final Watcher watcher;
  private final int inotify;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, OpenFile> byNumber = new ConcurrentHashMap<>();
  private final Map<Integer, OpenFile> byWatch = new ConcurrentHashMap<>();
  private final Map<Integer, Memfd> memfds = new ConcurrentHashMap<>();

  public OpenFiles(Watcher watcher) {
    this.watcher = watcher;
    int flags = Inotify.IN_CLOEXEC | Fcntl.O_NONBLOCK;
    inotify = (int) Returned.required("inotify_init1", Inotify.init(flags));
    watcher.watch(inotify, this::closings);
  }

  /** One of them. */
  public record OpenFile(Foreign.File file, int number) {}

  /** Pages for a file that is yet to be installed. */
  public Foreign.Shared share(long length) {
    return new Memfd(numbers.incrementAndGet(), length);
  }

  /**
   * Gives a client a descriptor of a file.
   *
   * @param to the call that waits for it
   * @param flags O_CLOEXEC
   */
  public Result install(Foreign.File file, Listener listener, Notification to, int flags) {
    Memfd memfd =
        file.pages()
            .map(Memfd.class::cast)
            .orElseGet(() -> new Memfd(numbers.incrementAndGet(), 0));
    // The open file that the client gets is another than ours: its end is told by itself.
    int theirs = Fcntl.open(memfd.path(), Fcntl.O_RDWR | Fcntl.O_CLOEXEC);
    if (Returned.failed(theirs)) {
      memfd.close();
      return Returned.result(theirs);
    }
    int watch = Inotify.add(inotify, memfd.path(), Inotify.IN_CLOSE_WRITE);
    Returned.required("inotify_add_watch", watch);
    OpenFile open = new OpenFile(file, memfd.number());
    memfds.put(open.number, memfd);
    byNumber.put(open.number, open);
    Result given = listener.give(to, theirs, flags);
    if (given.failed()) {
      forget(open);
      int unused = Inotify.remove(inotify, watch);
    } else {
      byWatch.put(watch, open);
    }
    int unused = Unistd.close(theirs);
    return given;
  }

  /** Whose descriptor it is; null where it is no file of the kernel. */
  public @Nullable OpenFile at(int tid, int fd) {
    MemorySegment scratch = SCRATCH.get();
    MemorySegment path = scratch.asSlice(0, NAME_ROOM);
    path.setString(0, "/proc/" + tid + "/fd/" + fd);
    MemorySegment name = scratch.asSlice(NAME_ROOM, NAME_ROOM);
    int length = Unistd.readlink(path, name);
    if (length <= LINK.length || !startsWith(name)) {
      return null;
    }
    int number = 0;
    for (int i = LINK.length; i < length; i++) {
      int digit = name.get(JAVA_BYTE, i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
    }
    return byNumber.get(number);
  }

  private static boolean startsWith(MemorySegment name) {
    for (int i = 0; i < LINK.length; i++) {
      if (name.get(JAVA_BYTE, i) != LINK[i]) {
        return false;
      }
    }
    return true;
  }

  private void closings() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment events = arena.allocate(EVENTS_ROOM, 8);
      long read = Unistd.read(inotify, events.address(), EVENTS_ROOM);
      while (read > 0) {
        for (long at = 0; at < read; at += Inotify.EVENT_SIZE) {
          closed(events.get(JAVA_INT, at), events.get(JAVA_INT, at + 4));
        }
        read = Unistd.read(inotify, events.address(), EVENTS_ROOM);
      }
    }
  }

  private void closed(int watch, int mask) {
    OpenFile open = (mask & Inotify.IN_CLOSE_WRITE) == 0 ? null : byWatch.remove(watch);
    if (open != null) {
      int unused = Inotify.remove(inotify, watch);
      forget(open);
      open.file.closed();
    }
  }

  private void forget(OpenFile open) {
    byNumber.remove(open.number);
    Memfd memfd = memfds.remove(open.number);
    if (memfd != null) {
      memfd.close();
    }
  }

  /** How many files of the kernel clients have open. */
  public int count() {
    return byNumber.size();
  }

  /** Closes what clients left open: there are none any more. */
  @Override
  public void close() {
    watcher.forget(inotify);
    closings();
    for (OpenFile open : byNumber.values()) {
      forget(open);
      open.file.closed();
    }
    byWatch.clear();
    int unused = Unistd.close(inotify);
  }
}
