/** How a VMM is told what to do, by the interface that it has for that. */
@NullMarked
package io.github.kvmtck.drivers;

import org.jspecify.annotations.NullMarked;
