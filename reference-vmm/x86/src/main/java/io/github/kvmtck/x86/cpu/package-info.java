/** Architectural state, memory access and the bus: what an instruction acts on. */
@NullMarked
package io.github.kvmtck.x86.cpu;

import org.jspecify.annotations.NullMarked;
