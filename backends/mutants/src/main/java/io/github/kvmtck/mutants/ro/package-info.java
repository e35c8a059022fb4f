/** Breaches of the rules of read-only memory slots. */
@NullMarked
package io.github.kvmtck.mutants.ro;

import org.jspecify.annotations.NullMarked;
