/** A machine on its way to another process. */
@NullMarked
package io.github.kvmtck.vmm.migration;

import org.jspecify.annotations.NullMarked;
