package io.github.kvmtck.redirect.client;

import io.github.kvmtck.redirect.file.OpenFiles;
import io.github.kvmtck.redirect.notify.Notification;
import org.jspecify.annotations.Nullable;

/**
 * The call that a thread of ours is answering.
 *
 * @param fd the descriptor that it is made on, -1 where there is none
 * @param file which of the kernel's files that is
 */
record Answering(Notification call, int fd, OpenFiles.@Nullable OpenFile file) {
  /** What the current thread does. */
  static final ThreadLocal<@Nullable Answering> NOW = new ThreadLocal<>();
}
