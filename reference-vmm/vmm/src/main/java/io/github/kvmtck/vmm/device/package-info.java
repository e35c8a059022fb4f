/** What the guest finds behind ports and addresses. */
@NullMarked
package io.github.kvmtck.vmm.device;

import org.jspecify.annotations.NullMarked;
