package io.github.kvmtck.redirect.file;

import io.github.kvmtck.api.Foreign;
import io.github.kvmtck.linux.Returned;
import io.github.kvmtck.linux.Syscalls;
import io.github.kvmtck.linux.Unistd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The eventfds of one client that its kernel was told of, each once, whatever its descriptor. */
public final class HostEvents implements AutoCloseable {
  private static final String ID = "eventfd-id:";

  private final Watcher watcher;
  private final int pid;
  private final int pidfd;
  private final Map<String, HostEvent> byId = new HashMap<>();

  /**
   * Of one client.
   *
   * @param pidfd of its process
   */
  public HostEvents(Watcher watcher, int pid, int pidfd) {
    this.watcher = watcher;
    this.pid = pid;
    this.pidfd = pidfd;
  }

  /** The eventfd at a descriptor; empty where it is something else. */
  public synchronized Optional<Foreign.Event> at(int fd) {
    String id = id("/proc/" + pid + "/fdinfo/" + fd);
    return id == null ? Optional.empty() : Optional.ofNullable(known(id, fd));
  }

  private @Nullable HostEvent known(String id, int fd) {
    HostEvent known = byId.get(id);
    if (known != null) {
      return known;
    }
    int copy = Syscalls.pidfdGetfd(pidfd, fd);
    if (Returned.failed(copy)) {
      return null;
    }
    HostEvent event = new HostEvent(watcher, copy);
    byId.put(id, event);
    return event;
  }

  private static @Nullable String id(String fdinfo) {
    try (Stream<String> lines = Files.lines(Path.of(fdinfo))) {
      return lines.filter(line -> line.startsWith(ID)).findFirst().orElse(null);
    } catch (IOException notOpen) {
      return null;
    }
  }

  @Override
  public synchronized void close() {
    byId.values().forEach(HostEvent::close);
    byId.clear();
    int unused = Unistd.close(pidfd);
  }
}
