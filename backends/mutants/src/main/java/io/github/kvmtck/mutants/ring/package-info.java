/** Breaches of the rules of the dirty ring. */
@NullMarked
package io.github.kvmtck.mutants.ring;

import org.jspecify.annotations.NullMarked;
