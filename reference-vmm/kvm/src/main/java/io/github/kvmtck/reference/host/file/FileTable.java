package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Result;
import org.jspecify.annotations.Nullable;

/** The descriptors of a process (struct files_struct). */
public interface FileTable {

  /**
   * Installs a file at the lowest free descriptor. The caller's reference passes to the table, or
   * is dropped where the table is full.
   */
  Result install(OpenFile file);

  /**
   * The file of a descriptor, with a reference for the caller.
   *
   * @return null for a descriptor that is not open: EBADF
   */
  @Nullable OpenFile get(int fd);

  /** Takes a descriptor away and returns its file with the table's reference. */
  @Nullable OpenFile remove(int fd);

  /** A call has come back: what it has changed can be read. */
  default void settle() {}

  int count();

  FileTable fork();

  /** Closes every descriptor. */
  void clear();
}
