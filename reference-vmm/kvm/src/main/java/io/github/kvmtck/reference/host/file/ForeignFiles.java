package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.api.Result;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of a client that Linux runs. Linux closes them, and tells when a file has no
 * descriptor left.
 */
public final class ForeignFiles implements FileTable {
  /** A file that KVM has no use for, whatever it is. */
  private static final OpenFile OTHER =
      new OpenFile() {
        @Override
        public String name() {
          return "a file of Linux";
        }
      };

  private final Foreign client;
  private final Map<Foreign.Event, ForeignEventFd> events = new ConcurrentHashMap<>();
  private final Set<OpenFile> shown = ConcurrentHashMap.newKeySet();

  public ForeignFiles(Foreign client) {
    this.client = client;
  }

  @Override
  public Result install(OpenFile file) {
    Result installed = client.install(file);
    if (installed.failed()) {
      file.put();
    } else if (file instanceof Shown) {
      shown.add(file);
    }
    return installed;
  }

  @Override
  public void settle() {
    shown.removeIf(each -> !show(each));
  }

  /** Whether it was still open. */
  private static boolean show(OpenFile file) {
    if (!file.retainIfOpen()) {
      return false;
    }
    if (file instanceof Shown content) {
      content.show();
    }
    file.put();
    return true;
  }

  @Override
  public @Nullable OpenFile get(int fd) {
    OpenFile own = client.file(fd).map(OpenFile.class::cast).orElse(null);
    if (own != null) {
      return own.retainIfOpen() ? own : null;
    }
    OpenFile other =
        client
            .eventfd(fd)
            .<OpenFile>map(each -> events.computeIfAbsent(each, ForeignEventFd::new))
            .orElseGet(() -> client.isOpen(fd) ? OTHER : null);
    if (other != null) {
      other.retain();
    }
    return other;
  }

  /**
   * Nothing is closed here.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public @Nullable OpenFile remove(int fd) {
    throw new UnsupportedOperationException("Linux closes the descriptors of a foreign process");
  }

  /** What it has open Linux knows. */
  @Override
  public int count() {
    return 0;
  }

  /**
   * A child is served by itself.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public FileTable fork() {
    throw new UnsupportedOperationException("Linux forks the descriptors of a foreign process");
  }

  @Override
  public void clear() {
    events.values().forEach(ForeignEventFd::put);
    events.clear();
  }
}
