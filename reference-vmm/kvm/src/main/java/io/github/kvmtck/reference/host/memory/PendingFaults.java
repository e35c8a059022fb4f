package io.github.kvmtck.reference.host.memory;

import io.github.kvmtck.reference.host.wait.WaitQueue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Page faults that wait for userspace, in the order in which they came. */
public final class PendingFaults implements MissingPages {

  /**
   * A touch of a page that is not there.
   *
   * @param told whether userspace has been told
   */
  public record Fault(long page, boolean write, boolean told) {}

  private final Map<Long, Fault> faults = new LinkedHashMap<>();
  private final WaitQueue reported = new WaitQueue();
  private final WaitQueue supplied = new WaitQueue();

  @Override
  public void report(long page, boolean write) {
    synchronized (this) {
      faults.putIfAbsent(page, new Fault(page, write, false));
    }
    reported.wake();
  }

  /** Woken when a fault is reported. */
  public WaitQueue reported() {
    return reported;
  }

  @Override
  public WaitQueue supplied() {
    return supplied;
  }

  public synchronized boolean untold() {
    return faults.values().stream().anyMatch(fault -> !fault.told);
  }

  /** The next fault that userspace has not been told of; null where there is none. */
  public synchronized @Nullable Fault next() {
    for (Fault fault : faults.values()) {
      if (!fault.told) {
        faults.put(fault.page, new Fault(fault.page, fault.write, true));
        return fault;
      }
    }
    return null;
  }

  /** The pages of a range are there. */
  public void resolve(long start, long end) {
    synchronized (this) {
      faults.keySet().removeIf(page -> page >= start && page < end);
    }
    wake();
  }

  /** Whoever waits looks again. */
  public void wake() {
    supplied.wake();
  }
}
