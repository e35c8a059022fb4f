/**
 * What KVM may do at any time and seldom does, put in front of a kernel that does it seldom: {@link
 * io.github.kvmtck.api.faults.FaultyKernel}. None of it breaks a rule of KVM's; a client that keeps
 * its own duties runs its guest as it would without.
 */
@NullMarked
package io.github.kvmtck.api.faults;

import org.jspecify.annotations.NullMarked;
