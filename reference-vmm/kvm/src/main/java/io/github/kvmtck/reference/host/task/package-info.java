/** A task: its thread, its signals, and how it sleeps and is woken. */
@NullMarked
package io.github.kvmtck.reference.host.task;

import org.jspecify.annotations.NullMarked;
