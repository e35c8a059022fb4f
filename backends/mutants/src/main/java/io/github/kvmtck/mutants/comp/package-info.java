/** Breaches of the rules of completion. */
@NullMarked
package io.github.kvmtck.mutants.comp;

import org.jspecify.annotations.NullMarked;
