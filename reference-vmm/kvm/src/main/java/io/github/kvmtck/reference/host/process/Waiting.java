package io.github.kvmtck.reference.host.process;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.reference.host.file.Epoll;
import io.github.kvmtck.reference.host.file.FileTable;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.file.Polls;
import io.github.kvmtck.reference.host.file.Words;
import io.github.kvmtck.reference.host.memory.AddressSpace;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/** System calls that wait for one of several things: poll, epoll, sigtimedwait. */
final class Waiting {
  /** struct pollfd: int fd, short events, short revents. */
  private static final int POLLFD = 8;

  private static final int EVENTS = 4;
  private static final int REVENTS = 6;

  private final FileTable files;

  Waiting(FileTable files) {
    this.files = files;
  }

  Result poll(HostTask task, Syscall.Poll call) {
    byte[] fds = new byte[call.count() * POLLFD];
    Memory memory = task.mm().memory();
    if (memory.get(call.fds(), MemorySegment.ofArray(fds)) != Errno.NONE) {
      return Result.error(Errno.EFAULT);
    }
    PollSet set = new PollSet(MemorySegment.ofArray(fds), call.count());
    try {
      var woken =
          task.sleep(
              set.queue,
              () -> set.scan() != 0,
              Sleep.INTERRUPTIBLE,
              deadline(call.timeoutMillis()));
      return switch (woken) {
        case SIGNALLED -> Result.error(Errno.EINTR);
        case READY, TIMED_OUT ->
            memory.put(call.fds(), MemorySegment.ofArray(fds)) == Errno.NONE
                ? Result.of(set.ready)
                : Result.error(Errno.EFAULT);
      };
    } finally {
      set.close();
    }
  }

  private static long deadline(int millis) {
    return millis < 0
        ? HostTask.FOREVER
        : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** The files of one poll(2); the caller is woken when any of them may have changed. */
  private final class PollSet implements AutoCloseable {
    private final WaitQueue queue = new WaitQueue();
    private final MemorySegment fds;
    private final OpenFile[] open;
    private int ready;

    PollSet(MemorySegment fds, int count) {
      this.fds = fds;
      this.open = new OpenFile[count];
      for (int i = 0; i < count; i++) {
        open[i] = files.get(fds.get(ValueLayout.JAVA_INT_UNALIGNED, (long) i * POLLFD));
        if (open[i] != null) {
          open[i].pollable().ifPresent(file -> file.changed().join());
        }
      }
    }

    int scan() {
      ready = 0;
      for (int i = 0; i < open.length; i++) {
        long at = (long) i * POLLFD;
        boolean skipped = fds.get(ValueLayout.JAVA_INT_UNALIGNED, at) < 0;
        int asked = fds.get(ValueLayout.JAVA_SHORT_UNALIGNED, at + EVENTS) | Polls.ALWAYS;
        int events = skipped ? 0 : open[i] == null ? Polls.NVAL : Polls.of(open[i]) & asked;
        fds.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + REVENTS, (short) events);
        ready += events != 0 ? 1 : 0;
      }
      return ready;
    }

    @Override
    public void close() {
      for (OpenFile file : open) {
        if (file != null) {
          file.pollable().ifPresent(each -> each.changed().leave());
          file.put();
        }
      }
    }
  }

  Result control(HostTask task, Syscall.EpollCtl call) {
    AddressSpace mm = task.mm();
    Words event = Words.get(mm, call.event(), 1);
    if (event == null && Epoll.hasEvent(call.op())) {
      return Result.error(Errno.EFAULT);
    }
    OpenFile epoll = files.get(call.epfd());
    OpenFile target = files.get(call.fd());
    try {
      if (epoll == null || target == null) {
        return Result.error(Errno.EBADF);
      }
      // do_epoll_ctl: the target's lack of a poll method is told before epfd is looked at.
      if (target.pollable().isEmpty()) {
        return Result.error(Errno.EPERM);
      }
      return epoll instanceof Epoll set
          ? set.control(call.op(), call.fd(), target, event == null ? 0 : event.u32(0))
          : Result.error(Errno.EINVAL);
    } finally {
      if (epoll != null) {
        epoll.put();
      }
      if (target != null) {
        target.put();
      }
    }
  }

  /** sigtimedwait(2): the signals waited for are blocked, else a handler would have had them. */
  Result signal(HostTask task, long set, long timeoutNanos) {
    int[] taken = new int[1];
    long deadline =
        timeoutNanos == Long.MAX_VALUE ? timeoutNanos : System.nanoTime() + timeoutNanos;
    return switch (task.sleep(
        new WaitQueue(),
        () -> (taken[0] = task.signals().take(set)) != 0,
        Sleep.INTERRUPTIBLE,
        deadline)) {
      case READY -> Result.of(taken[0]);
      case SIGNALLED -> Result.error(Errno.EINTR);
      case TIMED_OUT -> Result.error(Errno.EAGAIN);
    };
  }
}
