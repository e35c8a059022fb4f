package io.github.kvmtck.redirect.file;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.linux.Epoll;
import io.github.kvmtck.linux.Eventfd;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One thread that waits for descriptors to become readable and runs what is to be done then. */
public final class Watcher implements AutoCloseable {
  private static final int ROOM = 16;
  private static final int FOREVER = -1;

  private final int epoll;
  private final int stop;
  private final Map<Integer, Runnable> watched = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean stopped;

  public Watcher() {
    epoll = (int) Returned.required("epoll_create1", Epoll.epollCreate1(Epoll.EPOLL_CLOEXEC));
    stop = (int) Returned.required("eventfd", Eventfd.eventfd(0, Eventfd.EFD_CLOEXEC));
    watch(stop, () -> stopped = true);
    thread = Thread.ofPlatform().daemon().name("redirect watcher").start(this::loop);
  }

  /** Runs work whenever a descriptor has become readable. */
  public void watch(int fd, Runnable work) {
    watched.put(fd, work);
    Returned.required("epoll_ctl", Epoll.add(epoll, fd, Epoll.EPOLLIN | Epoll.EPOLLET));
  }

  /** Ends {@link #watch}; before the descriptor is closed. */
  public void forget(int fd) {
    watched.remove(fd);
    int unused = Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_DEL, fd, 0);
  }

  private void loop() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment events = arena.allocate((long) ROOM * Epoll.EVENT_SIZE, 4);
      while (!stopped) {
        int ready = Epoll.epollWait(epoll, events, FOREVER);
        for (int i = 0; i < ready; i++) {
          int fd = events.get(JAVA_INT_UNALIGNED, (long) i * Epoll.EVENT_SIZE + 4);
          Runnable work = watched.get(fd);
          if (work != null) {
            work.run();
          }
        }
      }
    }
    int unused = Unistd.close(epoll);
    unused = Unistd.close(stop);
  }

  @Override
  public void close() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocate(JAVA_LONG);
      one.set(JAVA_LONG, 0, 1);
      long unused = Unistd.write(stop, one.address(), 8);
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
