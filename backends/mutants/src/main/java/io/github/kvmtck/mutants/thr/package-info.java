/** Breaches of the rules of threads and processes. */
@NullMarked
package io.github.kvmtck.mutants.thr;

import org.jspecify.annotations.NullMarked;
