/** Breaches of the rules of KVM_USER_EXIT and exitfds. */
@NullMarked
package io.github.kvmtck.mutants.ux;

import org.jspecify.annotations.NullMarked;
