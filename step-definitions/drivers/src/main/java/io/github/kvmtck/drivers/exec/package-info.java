/** VMMs without a driver, by commands that the user gives. */
@NullMarked
package io.github.kvmtck.drivers.exec;

import org.jspecify.annotations.NullMarked;
