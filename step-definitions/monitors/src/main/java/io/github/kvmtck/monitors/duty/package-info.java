/** The monitors: one class for each duty of a VMM. */
@NullMarked
package io.github.kvmtck.monitors.duty;

import org.jspecify.annotations.NullMarked;
