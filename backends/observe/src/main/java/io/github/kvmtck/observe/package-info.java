/**
 * Watches an unmodified client on real KVM by ptrace(2), and writes the events that the in-process
 * tracer writes of a client of its own.
 *
 * <p>One thread makes all ptrace calls of an observation; when it ends, however it ends, the kernel
 * lets go of the client, which goes on as if nobody had looked.
 */
@NullMarked
package io.github.kvmtck.observe;

import org.jspecify.annotations.NullMarked;
