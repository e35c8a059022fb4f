/** The command line. */
@NullMarked
package io.github.kvmtck.cli;

import org.jspecify.annotations.NullMarked;
