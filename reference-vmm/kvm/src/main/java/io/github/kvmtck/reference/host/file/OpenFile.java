package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.task.HostTask;
import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An open file (struct file). It is released when no descriptor, no mapping and no call in flight
 * refers to it any more. What a kind of file does not do fails as Linux's defaults do.
 */
public abstract class OpenFile implements Foreign.File {
  private final AtomicInteger references = new AtomicInteger(1);

  @Override
  public abstract String name();

  public Result ioctl(Caller caller, int request, long argument) {
    return Result.error(Errno.ENOTTY);
  }

  public Result read(HostTask task, long address, long count) {
    return Result.error(Errno.EINVAL);
  }

  public Result pread(HostTask task, long address, long count, long offset) {
    return Result.error(Errno.ESPIPE);
  }

  public Result write(HostTask task, long address, long count) {
    return Result.error(Errno.EINVAL);
  }

  public Result truncate(long length) {
    return Result.error(Errno.EINVAL);
  }

  /** Whether mmap(2) may map this part of the file so. */
  public Errno mayMap(boolean shared, long length, long offset) {
    return Errno.NONE;
  }

  /**
   * What mmap(2) of this file maps, with a reference for the mapping.
   *
   * @return null where the file cannot be mapped: ENODEV
   */
  public @Nullable Backing map(boolean shared, long length, long offset) {
    return null;
  }

  /** What this file does for poll(2); empty where it has no poll method, as mainline's vCPU. */
  public Optional<Pollable> pollable() {
    return Optional.empty();
  }

  /** The last reference is gone. */
  protected void release() {}

  /** What a foreign client maps: most files have nothing to map. */
  @Override
  public Optional<Foreign.Shared> pages() {
    return Optional.empty();
  }

  @Override
  public final void closed() {
    put();
  }

  public final void retain() {
    references.incrementAndGet();
  }

  /** The same where the last reference may be gone already; false where it is. */
  final boolean retainIfOpen() {
    return references.getAndUpdate(count -> count == 0 ? 0 : count + 1) != 0;
  }

  public final void put() {
    if (references.decrementAndGet() == 0) {
      release();
    }
  }

  /** The poll method of a file. */
  public interface Pollable {
    /** Events that hold now, as {@link Polls} names them. */
    int events();

    /** Woken when they may have changed. */
    WaitQueue changed();
  }
}
