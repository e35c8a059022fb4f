/**
 * The processor model against the processor underneath: random instructions of the instruction
 * table are executed natively, at CPL 3 of this process, and by the model, and all that they leave
 * behind is compared.
 *
 * <p>A case is one instruction with registers, flags and memory. Native execution goes through a
 * {@link io.github.kvmtck.oracle.Trampoline} of generated code, whose signal handler turns a fault
 * into a result. It runs in a JVM of its own: nothing that a case does can take another with it.
 */
@NullMarked
package io.github.kvmtck.oracle;

import org.jspecify.annotations.NullMarked;
