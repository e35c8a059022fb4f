/** Breaches of the rules of code that cannot be fetched. */
@NullMarked
package io.github.kvmtck.mutants.fetch;

import org.jspecify.annotations.NullMarked;
