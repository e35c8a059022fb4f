package io.github.kvmtck.kvm.process;

import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.linux.Unistd;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The open descriptors of a client. Numbers are the JVM's, and only those that the client opened
 * are its own: any other is EBADF, whatever the JVM has there.
 */
final class Descriptors {
  /** A number that is never open. */
  static final int CLOSED = -1;

  /** By number; replaced, never changed, so that the way into KVM_RUN takes no lock. */
  private volatile @Nullable FdKind[] kinds = new FdKind[0];

  /** The number itself where it is the client's, and {@link #CLOSED} otherwise. */
  int own(int fd) {
    return kind(fd) == null ? CLOSED : fd;
  }

  @Nullable FdKind kind(int fd) {
    @Nullable FdKind[] now = kinds;
    return fd >= 0 && fd < now.length ? now[fd] : null;
  }

  int count() {
    return all().size();
  }

  Map<Integer, FdKind> all() {
    @Nullable FdKind[] now = kinds;
    Map<Integer, FdKind> all = new TreeMap<>();
    for (int fd = 0; fd < now.length; fd++) {
      FdKind kind = now[fd];
      if (kind != null) {
        all.put(fd, kind);
      }
    }
    return all;
  }

  synchronized void opened(int fd, FdKind kind) {
    @Nullable FdKind[] more = new FdKind[Math.max(kinds.length, fd + 1)];
    System.arraycopy(kinds, 0, more, 0, kinds.length);
    more[fd] = kind;
    kinds = more;
  }

  /** close(2). The number is given up first: nobody else may have got it when that is done. */
  int close(int fd) {
    return Unistd.close(forget(fd) ? fd : CLOSED);
  }

  private synchronized boolean forget(int fd) {
    if (kind(fd) == null) {
      return false;
    }
    @Nullable FdKind[] fewer = kinds.clone();
    fewer[fd] = null;
    kinds = fewer;
    return true;
  }
}
