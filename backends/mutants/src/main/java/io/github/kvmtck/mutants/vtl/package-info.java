/** Breaches of the rules VTL: waiting for the events of an inactive Virtual Trust Level. */
@NullMarked
package io.github.kvmtck.mutants.vtl;

import org.jspecify.annotations.NullMarked;
