/** QEMU, by QMP. */
@NullMarked
package io.github.kvmtck.drivers.qemu;

import org.jspecify.annotations.NullMarked;
