package io.github.kvmtck.kvm.host;

import io.github.kvmtck.api.KernelLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The kernel log from the moment it was opened: the newest lines, numbered as they come. */
public final class HostLog implements KernelLog, AutoCloseable {
  private static final int KEPT = 10_000;

  private final Source source;
  private final Deque<Line> lines = new ArrayDeque<>();
  private long next;

  HostLog(Source source) {
    this.source = source;
  }

  /** Where lines come from. */
  interface Source extends AutoCloseable {
    /** What was logged since the last call. */
    List<Line> read();

    @Override
    void close();
  }

  /**
   * Opens the log.
   *
   * @return empty where this user may read neither /dev/kmsg nor syslog(2), which is what
   *     kernel.dmesg_restrict decides
   */
  public static Optional<HostLog> open() {
    Optional<? extends Source> kmsg = Kmsg.open();
    Optional<? extends Source> source = kmsg.isPresent() ? kmsg : Syslog.open();
    return source.map(HostLog::new);
  }

  @Override
  public synchronized long mark() {
    update();
    return next;
  }

  @Override
  public synchronized List<Line> since(long mark) {
    update();
    long first = next - lines.size();
    return new ArrayList<>(lines).subList((int) (Math.max(mark, first) - first), lines.size());
  }

  private void update() {
    for (Line line : source.read()) {
      lines.add(line);
      next++;
      if (lines.size() > KEPT) {
        lines.remove();
      }
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
