package io.github.kvmtck.reference.host.file;

import io.github.kvmtck.reference.host.task.HostTask;

/** Who makes an ioctl: a task, and the descriptors of its process. */
public record Caller(HostTask task, FileTable files) {}
