/** Breaches of the rules of immediate_exit. */
@NullMarked
package io.github.kvmtck.mutants.imm;

import org.jspecify.annotations.NullMarked;
