/** A client's memory: copied, or mapped in this JVM too. */
@NullMarked
package io.github.kvmtck.redirect.memory;

import org.jspecify.annotations.NullMarked;
