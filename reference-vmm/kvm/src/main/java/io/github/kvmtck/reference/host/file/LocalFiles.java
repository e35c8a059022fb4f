package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Result;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The descriptors of a process that lives in this JVM. */
public final class LocalFiles implements FileTable {
  /** 0, 1 and 2 belong to the client's own standard streams. */
  private static final int FIRST = 3;

  private volatile @Nullable OpenFile[] files = new @Nullable OpenFile[64];
  private int open;

  @Override
  public synchronized Result install(OpenFile file) {
    int fd = FIRST;
    while (fd < files.length && files[fd] != null) {
      fd++;
    }
    @Nullable OpenFile[] next = Arrays.copyOf(files, fd < files.length ? files.length : fd * 2);
    next[fd] = file;
    files = next;
    open++;
    return Result.of(fd);
  }

  @Override
  public @Nullable OpenFile get(int fd) {
    OpenFile file = peek(fd);
    if (file == null) {
      return null;
    }
    synchronized (this) {
      file = peek(fd);
      if (file != null) {
        file.retain();
      }
      return file;
    }
  }

  private @Nullable OpenFile peek(int fd) {
    @Nullable OpenFile[] now = files;
    return fd < 0 || fd >= now.length ? null : now[fd];
  }

  @Override
  public synchronized @Nullable OpenFile remove(int fd) {
    OpenFile file = peek(fd);
    if (file != null) {
      @Nullable OpenFile[] next = files.clone();
      next[fd] = null;
      files = next;
      open--;
    }
    return file;
  }

  @Override
  public synchronized int count() {
    return open;
  }

  @Override
  public synchronized FileTable fork() {
    LocalFiles child = new LocalFiles();
    child.files = files.clone();
    child.open = open;
    for (OpenFile file : child.files) {
      if (file != null) {
        file.retain();
      }
    }
    return child;
  }

  @Override
  public void clear() {
    @Nullable OpenFile[] closing;
    synchronized (this) {
      closing = files;
      files = new @Nullable OpenFile[closing.length];
      open = 0;
    }
    for (OpenFile file : closing) {
      if (file != null) {
        file.put();
      }
    }
  }
}
