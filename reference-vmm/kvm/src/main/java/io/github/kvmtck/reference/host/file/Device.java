package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.reference.host.task.HostTask;

/** What a path leads to: opening it gives a file. */
@FunctionalInterface
public interface Device {
  OpenFile open(HostTask by);
}
