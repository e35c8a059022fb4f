/** A VMM as a process of its own. */
@NullMarked
package io.github.kvmtck.drivers.process;

import org.jspecify.annotations.NullMarked;
