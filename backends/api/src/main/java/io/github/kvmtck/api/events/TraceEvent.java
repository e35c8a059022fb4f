package io.github.kvmtck.api.events;

import io.github.kvmtck.api.Result;
import io.github.kvmtck.api.Syscall;
import io.github.kvmtck.api.uapi.FdKind;
import io.github.kvmtck.api.uapi.Request;
import io.github.kvmtck.api.uapi.StructValue;
import java.util.Optional;

/**
 * One system call, from its entry to its return.
 *
 * @param entered place of the entry among all entries and returns of the process: of two calls, the
 *     one overlaps the other unless it returned before the other entered
 * @param returned place of the return; 0 while the call is in flight
 * @param task name of the task that called
 * @param kind of the descriptor that was called on
 * @param subject the descriptor by name: {@code vcpu0}; empty for a call on none
 * @param request of an ioctl, where its number is known
 * @param argument the structure that the ioctl's argument pointed to at entry
 * @param before kvm_run at the entry of KVM_RUN
 * @param after kvm_run at its return
 * @param result empty while the call is in flight
 */
public record TraceEvent(
    long entered,
    long returned,
    String task,
    FdKind kind,
    String subject,
    Syscall call,
    Optional<Request> request,
    Optional<StructValue> argument,
    Optional<RunSnapshot> before,
    Optional<RunSnapshot> after,
    Optional<Result> result) {

  /** The same call, back. */
  TraceEvent returned(long at, Result with, Optional<RunSnapshot> run) {
    return new TraceEvent(
        entered, at, task, kind, subject, call, request, argument, before, run, Optional.of(with));
  }

  /** {@code vcpu0 KVM_RUN → 0 KVM_EXIT_IO out port 0x10 size 1 count 1 data 41}. */
  @Override
  public String toString() {
    return EventText.of(this);
  }
}
