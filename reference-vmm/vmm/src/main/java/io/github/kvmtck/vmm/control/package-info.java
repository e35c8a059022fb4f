/** Commands from outside, one a line. */
@NullMarked
package io.github.kvmtck.vmm.control;

import org.jspecify.annotations.NullMarked;
