/** Written instructions to bytes: which form takes the operands, and how it is encoded. */
@NullMarked
package io.github.kvmtck.x86.asm.encode;

import org.jspecify.annotations.NullMarked;
