/** How everything that touches guest memory is made to stand still. */
@NullMarked
package io.github.kvmtck.vmm.hold;

import org.jspecify.annotations.NullMarked;
