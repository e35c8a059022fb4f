/** A run, from its options to its reports. */
@NullMarked
package io.github.kvmtck.cli.run;

import org.jspecify.annotations.NullMarked;
