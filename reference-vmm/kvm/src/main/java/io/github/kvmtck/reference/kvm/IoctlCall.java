package io.github.kvmtck.reference.kvm;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Memory;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.file.Caller;
import io.github.kvmtck.reference.host.file.OpenFile;
import io.github.kvmtck.reference.host.task.HostTask;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One ioctl(2).
 *
 * @param caller who called
 * @param argument the third argument: a value, or an address of the calling process
 */
public record IoctlCall(Caller caller, long argument) {
  public static final Result FAULT = Result.error(Errno.EFAULT);
  public static final Result INVALID = Result.error(Errno.EINVAL);
  public static final Result INTERRUPTED = Result.error(Errno.EINTR);

  public HostTask task() {
    return caller.task();
  }

  /** Gives the caller a descriptor for a new file: anon_inode_getfd. */
  public Result install(OpenFile file) {
    return caller.files().install(file);
  }

  public Memory memory() {
    return task().mm().memory();
  }

  /**
   * copy_from_user of a structure.
   *
   * @return null where it is not readable: EFAULT
   */
  public @Nullable MemorySegment read(long size) {
    return read(0, size);
  }

  /** copy_from_user of what is {@code offset} bytes behind the argument's address. */
  public @Nullable MemorySegment read(long offset, long size) {
    MemorySegment in = MemorySegment.ofArray(new byte[(int) size]);
    return memory().get(argument + offset, in) == Errno.NONE ? in : null;
  }

  /** copy_to_user; false where it is not writable: EFAULT. */
  public boolean write(MemorySegment out) {
    return write(0, out);
  }

  public boolean write(long offset, MemorySegment out) {
    return memory().put(argument + offset, out) == Errno.NONE;
  }
}
