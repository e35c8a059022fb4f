/** Breaches of the rules of the dirty log. */
@NullMarked
package io.github.kvmtck.mutants.dirty;

import org.jspecify.annotations.NullMarked;
