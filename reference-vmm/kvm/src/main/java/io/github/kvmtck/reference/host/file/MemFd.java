package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Errno;
import io.github.kvmtck.api.Result;
import io.github.kvmtck.reference.host.memory.Backing;
import io.github.kvmtck.reference.host.memory.MemoryFile;
import org.jspecify.annotations.Nullable;

/** memfd_create(2): a file that is only memory. */
public final class MemFd extends OpenFile {
  private static final long LARGEST = 1L << 40;

  private final String name;
  private final MemoryFile pages = new MemoryFile();

  public MemFd(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return "/memfd:" + name;
  }

  @Override
  public Result truncate(long length) {
    if (length < 0) {
      return Result.error(Errno.EINVAL);
    }
    if (length > LARGEST) {
      return Result.error(Errno.EFBIG);
    }
    pages.truncate(length);
    return Result.ZERO;
  }

  @Override
  public @Nullable Backing map(boolean shared, long length, long offset) {
    if (!shared) {
      return pages.copy(offset, length);
    }
    pages.retain();
    return pages;
  }

  @Override
  protected void release() {
    pages.release();
  }
}
