/** Breaches of what happens while memory slots are replaced. */
@NullMarked
package io.github.kvmtck.mutants.race;

import org.jspecify.annotations.NullMarked;
