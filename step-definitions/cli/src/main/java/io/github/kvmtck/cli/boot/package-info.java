/** A guest on the reference VMM, with its serial port on the terminal. */
@NullMarked
package io.github.kvmtck.cli.boot;

import org.jspecify.annotations.NullMarked;
