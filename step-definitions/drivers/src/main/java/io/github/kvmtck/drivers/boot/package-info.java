/** The reference VMM, by its control protocol. */
@NullMarked
package io.github.kvmtck.drivers.boot;

import org.jspecify.annotations.NullMarked;
