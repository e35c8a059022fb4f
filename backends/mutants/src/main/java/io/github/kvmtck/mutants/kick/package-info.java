/** Breaches of the rules of kick and resume. */
@NullMarked
package io.github.kvmtck.mutants.kick;

import org.jspecify.annotations.NullMarked;
