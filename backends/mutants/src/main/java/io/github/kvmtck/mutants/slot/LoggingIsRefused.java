package io.github.kvmtck.mutants.slot;

import io.github.kvmtck.api.uapi.Memslots;
import io.github.kvmtck.mutants.Breach;

/** KVM_MEM_LOG_DIRTY_PAGES is not among the valid flags. */
public final class LoggingIsRefused extends FlagIsRefused {
  public LoggingIsRefused() {
    super(
        Breach.of("SLOT-06", "logging-is-refused", "A slot cannot be logged."),
        Memslots.KVM_MEM_LOG_DIRTY_PAGES);
  }
}
