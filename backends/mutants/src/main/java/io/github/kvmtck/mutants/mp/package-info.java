/** Breaches of the MP rules. */
@NullMarked
package io.github.kvmtck.mutants.mp;

import org.jspecify.annotations.NullMarked;
