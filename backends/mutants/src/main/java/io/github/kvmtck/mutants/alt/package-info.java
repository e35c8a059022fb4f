/** Breaches of what the alternatives to lists of memory slots promise. */
@NullMarked
package io.github.kvmtck.mutants.alt;

import org.jspecify.annotations.NullMarked;
