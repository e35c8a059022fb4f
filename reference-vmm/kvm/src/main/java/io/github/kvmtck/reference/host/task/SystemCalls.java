package io.github.kvmtck.reference.host.task;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;

/** The system call table. */
@FunctionalInterface
public interface SystemCalls {
  Result call(HostTask task, Syscall call);
}
