package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** epoll(7), as far as adding and removing tells which files can be waited for. */
public final class Epoll extends OpenFile implements OpenFile.Pollable {
  private static final int ADD = 1;
  private static final int DEL = 2;
  private static final int MOD = 3;

  /**
   * One file that is watched.
   *
   * @param events that are asked for
   */
  private record Watch(OpenFile file, int events) {}

  private final Map<Integer, Watch> watches = new HashMap<>();
  private final WaitQueue changed = new WaitQueue();

  @Override
  public String name() {
    return "anon_inode:[eventpoll]";
  }

  /** Whether an operation carries a struct epoll_event. */
  public static boolean hasEvent(int op) {
    return op != DEL;
  }

  /** epoll_ctl(2) on a file that is open at {@code fd}. */
  public synchronized Result control(int op, int fd, OpenFile file, int events) {
    if (file.pollable().isEmpty()) {
      return Result.error(Errno.EPERM);
    }
    if (file == this) {
      return Result.error(Errno.EINVAL);
    }
    boolean known = watches.containsKey(fd);
    switch (op) {
      case ADD, MOD -> {
        if (known != (op == MOD)) {
          return Result.error(known ? Errno.EEXIST : Errno.ENOENT);
        }
        watches.put(fd, new Watch(file, events));
      }
      case DEL -> {
        if (watches.remove(fd) == null) {
          return Result.error(Errno.ENOENT);
        }
      }
      default -> {
        return Result.error(Errno.EINVAL);
      }
    }
    changed.wake();
    return Result.ZERO;
  }

  @Override
  public Optional<Pollable> pollable() {
    return Optional.of(this);
  }

  @Override
  public synchronized int events() {
    boolean ready =
        watches.values().stream()
            .anyMatch(each -> (Polls.of(each.file) & (each.events | Polls.ALWAYS)) != 0);
    return ready ? Polls.IN : 0;
  }

  @Override
  public WaitQueue changed() {
    return changed;
  }
}
