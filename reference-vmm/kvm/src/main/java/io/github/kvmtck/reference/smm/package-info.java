/** The state save area of system management mode. */
@NullMarked
package io.github.kvmtck.reference.smm;

import org.jspecify.annotations.NullMarked;
