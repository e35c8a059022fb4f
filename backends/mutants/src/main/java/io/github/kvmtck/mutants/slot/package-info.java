/** Breaches of the rules of memory slots. */
@NullMarked
package io.github.kvmtck.mutants.slot;

import org.jspecify.annotations.NullMarked;
