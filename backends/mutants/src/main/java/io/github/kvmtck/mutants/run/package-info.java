/** Breaches of the rules of kvm_run. */
@NullMarked
package io.github.kvmtck.mutants.run;

import org.jspecify.annotations.NullMarked;
