/** The reference VMM inside of this process. */
@NullMarked
package io.github.kvmtck.drivers.inside;

import org.jspecify.annotations.NullMarked;
