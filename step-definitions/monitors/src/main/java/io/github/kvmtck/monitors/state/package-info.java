/** What follows from the calls seen so far, kept once for all monitors. */
@NullMarked
package io.github.kvmtck.monitors.state;

import org.jspecify.annotations.NullMarked;
