/** Execution of decoded instructions: blocks, handlers, interrupts, debugging. */
@NullMarked
package io.github.kvmtck.x86.exec;

import org.jspecify.annotations.NullMarked;
