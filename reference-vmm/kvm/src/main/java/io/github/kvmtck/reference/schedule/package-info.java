/** Holding tasks at points of the kernel's code. */
@NullMarked
package io.github.kvmtck.reference.schedule;

import org.jspecify.annotations.NullMarked;
