/** Breaches of what is known of those who use memory slots outside KVM_RUN. */
@NullMarked
package io.github.kvmtck.mutants.r;

import org.jspecify.annotations.NullMarked;
