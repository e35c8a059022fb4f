/** What a machine consists of when it stands still. */
@NullMarked
package io.github.kvmtck.vmm.state;

import org.jspecify.annotations.NullMarked;
