package io.github.kvmtck.suite.run;

import io.github.kvmtck.reports.RunInfo;

/** Watches a run for a person: a progress bar, failures as they happen. */
public interface Observer extends Sink {

  /**
   * A run begins, or goes on.
   *
   * @param total scenarios that were selected
   * @param done those of them that have their verdict already
   */
  void begins(RunInfo info, int total, int done);
}
