package io.github.kvmtck.redirect.file;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.linux.Poll;
import io.github.kvmtck.linux.Uio;
import io.github.kvmtck.linux.Unistd;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An eventfd of a client, of which this process has a copy. */
final class HostEvent implements Foreign.Event {
  private final Watcher watcher;
  private final int fd;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private boolean watched;

  HostEvent(Watcher watcher, int fd) {
    this.watcher = watcher;
    this.fd = fd;
  }

  /** A counter that is full stays so, where Linux would wait. */
  @Override
  public void signal(long value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment word = arena.allocate(JAVA_LONG);
      word.set(JAVA_LONG, 0, value);
      if (Poll.writable(fd)) {
        long unused = Unistd.write(fd, word.address(), Long.BYTES);
      }
    }
  }

  @Override
  public long take() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment word = arena.allocate(JAVA_LONG);
      return Uio.readNow(fd, word) == Long.BYTES ? word.get(JAVA_LONG, 0) : 0;
    }
  }

  @Override
  public synchronized void listen(Runnable listener) {
    listeners.add(listener);
    if (!watched) {
      watched = true;
      watcher.watch(fd, () -> listeners.forEach(Runnable::run));
    }
  }

  @Override
  public synchronized void ignore(Runnable listener) {
    listeners.remove(listener);
    if (watched && listeners.isEmpty()) {
      watched = false;
      watcher.forget(fd);
    }
  }

  synchronized void close() {
    if (watched) {
      watched = false;
      watcher.forget(fd);
    }
    int unused = Unistd.close(fd);
  }
}
