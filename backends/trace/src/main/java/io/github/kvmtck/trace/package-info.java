/** The events of a client as a file of JSON Lines: {@code docs/trace.md} describes it. */
@NullMarked
package io.github.kvmtck.trace;

import org.jspecify.annotations.NullMarked;
