package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.task.Sleep;
import io.github.kvmtck.reference.host.task.Woken;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** eventfd(2): a counter that is added to and taken. */
public class EventFd extends OpenFile implements OpenFile.Pollable {
  public static final int EFD_SEMAPHORE = 1;
  public static final int EFD_NONBLOCK = 0x800;
  private static final long MAX = -2L;

  private final boolean semaphore;
  private final boolean nonBlocking;
  private final WaitQueue changed = new WaitQueue();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long counter;

  public EventFd(int initial, int flags) {
    counter = Integer.toUnsignedLong(initial);
    semaphore = (flags & EFD_SEMAPHORE) != 0;
    nonBlocking = (flags & EFD_NONBLOCK) != 0;
  }

  @Override
  public String name() {
    return "anon_inode:[eventfd]";
  }

  /** Runs on every signal, on the signalling thread (eventfd_ctx's wait queue entry). */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void ignore(Runnable listener) {
    listeners.remove(listener);
  }

  /** eventfd_signal: adds without waiting. */
  public void signal(long value) {
    if (add(value)) {
      listeners.forEach(Runnable::run);
    }
  }

  private synchronized boolean add(long value) {
    if (Long.compareUnsigned(MAX - counter, value) < 0) {
      return false;
    }
    counter += value;
    changed.wake();
    return true;
  }

  /** Takes the count; 0 where there is none. */
  public synchronized long take() {
    long taken = semaphore ? Math.min(1, counter) : counter;
    counter -= taken;
    if (taken != 0) {
      changed.wake();
    }
    return taken;
  }

  @Override
  public Result write(HostTask task, long address, long count) {
    if (count < Long.BYTES) {
      return Result.error(Errno.EINVAL);
    }
    Words word = Words.get(task.mm(), address, 1);
    if (word == null) {
      return Result.error(Errno.EFAULT);
    }
    long value = word.at(0);
    if (value == -1) {
      return Result.error(Errno.EINVAL);
    }
    boolean[] added = {add(value)};
    if (!added[0] && nonBlocking) {
      return Result.error(Errno.EAGAIN);
    }
    if (!added[0]) {
      Woken woken =
          task.sleep(changed, () -> added[0] = add(value), Sleep.INTERRUPTIBLE, HostTask.FOREVER);
      if (woken != Woken.READY) {
        return Result.error(Errno.EINTR);
      }
    }
    listeners.forEach(Runnable::run);
    return Result.of(Long.BYTES);
  }

  @Override
  public Result read(HostTask task, long address, long count) {
    if (count < Long.BYTES) {
      return Result.error(Errno.EINVAL);
    }
    long[] taken = {take()};
    if (taken[0] == 0 && nonBlocking) {
      return Result.error(Errno.EAGAIN);
    }
    if (taken[0] == 0
        && task.sleep(
                changed, () -> (taken[0] = take()) != 0, Sleep.INTERRUPTIBLE, HostTask.FOREVER)
            != Woken.READY) {
      return Result.error(Errno.EINTR);
    }
    return Words.put(task.mm(), address, taken[0]) ? Result.of(8) : Result.error(Errno.EFAULT);
  }

  @Override
  public Optional<Pollable> pollable() {
    return Optional.of(this);
  }

  @Override
  public synchronized int events() {
    return (counter != 0 ? Polls.IN : 0)
        | (Long.compareUnsigned(MAX, counter) > 0 ? Polls.OUT : 0)
        | (counter == -1 ? Polls.ERR : 0);
  }

  @Override
  public WaitQueue changed() {
    return changed;
  }
}
