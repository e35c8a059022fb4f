package io.github.kvmtck.api;

import java.util.List;

/** What the kernel logs, in the order it does: {@code /dev/kmsg} of a real one. */
public interface KernelLog {

  /** The place behind the newest line. */
  long mark();

  /** The lines logged since a mark; the oldest may be lost where the log has wrapped. */
  List<Line> since(long mark);

  /**
   * One line.
   *
   * @param alarm whether the kernel reports a defect of its own: WARNING, BUG, Oops, a lockdep or
   *     sanitizer report. It is enough to fail the scenario that caused it
   */
  record Line(String text, boolean alarm) {}
}
