/** Interrupt controllers in the kernel. */
@NullMarked
package io.github.kvmtck.reference.irqchip;

import org.jspecify.annotations.NullMarked;
