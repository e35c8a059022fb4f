/** The address space of a client, inside the JVM's own. */
@NullMarked
package io.github.kvmtck.kvm.memory;

import org.jspecify.annotations.NullMarked;
