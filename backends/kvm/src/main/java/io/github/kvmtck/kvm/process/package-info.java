/** A client: its descriptors, its tasks and the system calls that they make. */
@NullMarked
package io.github.kvmtck.kvm.process;

import org.jspecify.annotations.NullMarked;
