/** Judges a VMM by the calls that it makes: live, or from a trace that was written down. */
@NullMarked
package io.github.kvmtck.monitors;

import org.jspecify.annotations.NullMarked;
