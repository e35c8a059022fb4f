/** A vCPU: its thread, how it is kicked, what its exits mean, when an operation is complete. */
@NullMarked
package io.github.kvmtck.vmm.vcpu;

import org.jspecify.annotations.NullMarked;
