/** The address space of a process: mappings, what backs them, and who is told when they go. */
@NullMarked
package io.github.kvmtck.reference.host.memory;

import org.jspecify.annotations.NullMarked;
