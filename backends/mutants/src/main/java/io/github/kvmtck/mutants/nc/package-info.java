/** Breaches of the rules of KVM_RUN_NEEDS_COMPLETION. */
@NullMarked
package io.github.kvmtck.mutants.nc;

import org.jspecify.annotations.NullMarked;
