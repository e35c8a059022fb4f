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
 * @param start when it was entered
 * @param on the descriptor that was called on
 * @param request of an ioctl, where its number is known
 * @param argument the structure that the ioctl's argument pointed to at entry
 * @param before kvm_run at the entry of KVM_RUN
 * @param end empty while the call is in flight
 */
public record TraceEvent(
    Moment start,
    Caller by,
    Descriptor on,
    Syscall call,
    Optional<Request> request,
    Optional<StructValue> argument,
    Optional<RunSnapshot> before,
    Optional<Return> end) {

  /** The same call, back. */
  public TraceEvent back(Return how) {
    return new TraceEvent(start, by, on, call, request, argument, before, Optional.of(how));
  }

  /** Whether this is an ioctl with this request, on a file that takes it. */
  public boolean is(Request wanted) {
    return wanted.on().contains(on.kind()) && request.filter(wanted::equals).isPresent();
  }

  /** The place of its entry. */
  public long entered() {
    return start.place();
  }

  /** The place of its return; 0 while the call is in flight. */
  public long returned() {
    return end.map(back -> back.at().place()).orElse(0L);
  }

  /** The name of the task that called. */
  public String task() {
    return by.name();
  }

  public FdKind kind() {
    return on.kind();
  }

  /** The descriptor by name: {@code vcpu0}; empty for a call on none. */
  public String subject() {
    return on.label();
  }

  /** kvm_run at the return of KVM_RUN. */
  public Optional<RunSnapshot> after() {
    return end.flatMap(Return::run);
  }

  /** Empty while the call is in flight. */
  public Optional<Result> result() {
    return end.map(Return::result);
  }

  /** {@code vcpu0 KVM_RUN → 0 KVM_EXIT_IO out port 0x10 size 1 count 1 data 41}. */
  @Override
  public String toString() {
    return EventText.of(this);
  }
}
