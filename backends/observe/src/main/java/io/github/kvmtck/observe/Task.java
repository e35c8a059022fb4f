package io.github.kvmtck.observe;

import io.github.kvmtck.api.events.Caller;
import java.util.Optional;

/** A thread of a client, and the system call that it is in. */
final class Task {
  final int tid;
  final Client client;

  /** What its call will be when it is back; empty where nobody wants to know. */
  Optional<Pending> pending = Optional.empty();

  private Optional<Caller> caller = Optional.empty();

  Task(int tid, Client client) {
    this.tid = tid;
    this.client = client;
  }

  Caller caller() {
    Caller known = caller.orElseGet(() -> new Caller(client.pid, tid, ProcFiles.name(tid)));
    caller = Optional.of(known);
    return known;
  }

  /** It may have another name now. */
  void renamed() {
    caller = Optional.empty();
  }
}
