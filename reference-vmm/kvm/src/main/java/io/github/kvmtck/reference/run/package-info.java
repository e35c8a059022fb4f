/** KVM_RUN: its stages, the guest loop, and how each exit is made and completed. */
@NullMarked
package io.github.kvmtck.reference.run;

import org.jspecify.annotations.NullMarked;
