/** Breaches of the rules for lists of memory slots. */
@NullMarked
package io.github.kvmtck.mutants.list;

import org.jspecify.annotations.NullMarked;
