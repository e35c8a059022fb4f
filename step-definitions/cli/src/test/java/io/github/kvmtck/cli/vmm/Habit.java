package io.github.kvmtck.cli.vmm;

import io.github.kvmtck.api.Result;

/** What a VMM makes of a call. */
@FunctionalInterface
interface Habit {
  Result call(Made call);
}
