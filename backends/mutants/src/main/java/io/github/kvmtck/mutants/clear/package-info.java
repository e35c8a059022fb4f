/** Breaches of the rules of KVM_CLEAR_DIRTY_LOG. */
@NullMarked
package io.github.kvmtck.mutants.clear;

import org.jspecify.annotations.NullMarked;
