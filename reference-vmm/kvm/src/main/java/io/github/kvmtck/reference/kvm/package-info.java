/**
 * The objects of KVM: system, VM and vCPU, the parts they are built from, and the processor's bus.
 *
 * <p>Everything that a variation may replace is in {@link io.github.kvmtck.reference.kvm.Parts}. A
 * breach of a rule that does not show at the system call boundary is written as a variation of one
 * part, without touching this package: two stages swapped, a stage added that tests immediate_exit
 * in every round, a flush that does nothing, a stage that rewrites the pending operation from
 * kvm_run before it is finished.
 */
@NullMarked
package io.github.kvmtck.reference.kvm;

import org.jspecify.annotations.NullMarked;
