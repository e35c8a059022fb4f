/** Breaches of the rules of signals. */
@NullMarked
package io.github.kvmtck.mutants.sig;

import org.jspecify.annotations.NullMarked;
