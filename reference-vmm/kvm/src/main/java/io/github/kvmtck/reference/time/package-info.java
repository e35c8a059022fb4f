/** The time of a VM. */
@NullMarked
package io.github.kvmtck.reference.time;

import org.jspecify.annotations.NullMarked;
