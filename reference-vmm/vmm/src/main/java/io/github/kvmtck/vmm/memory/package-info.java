/** Guest memory: its slots, how they change, and which pages were written. */
@NullMarked
package io.github.kvmtck.vmm.memory;

import org.jspecify.annotations.NullMarked;
