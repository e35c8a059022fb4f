/** A process, and the system calls that its tasks make. */
@NullMarked
package io.github.kvmtck.reference.host.process;

import org.jspecify.annotations.NullMarked;
