/** The command line, from arguments to exit code. */
@NullMarked
package io.github.kvmtck.cli;

import org.jspecify.annotations.NullMarked;
