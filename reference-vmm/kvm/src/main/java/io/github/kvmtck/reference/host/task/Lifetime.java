package io.github.kvmtck.reference.host.task;

import io.github.kvmtck.reference.host.memory.AddressSpace;

/** What a task knows of its process. */
public interface Lifetime {

  /** The address space (current-&gt;mm). */
  AddressSpace mm();

  /** fatal_signal_pending: the process is being killed. */
  boolean killed();

  /** The task is closed. */
  void exit(HostTask task);
}
